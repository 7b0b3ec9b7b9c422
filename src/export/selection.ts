import { SEATS, type Seat } from "../core/seat.ts";
import { stream } from "../core/random.ts";
import type { MatchRecord } from "../core/trajectory.ts";
import type { Split } from "./source.ts";

/** Which matches to export, from which seats, and how to part them. */
export interface Selection {
  /** Player ids; of all of them where it is undefined. */
  readonly players: readonly string[] | undefined;
  /** Player ids of whoever sits across the table. */
  readonly coPlayers: readonly string[] | undefined;
  readonly status: MatchRecord["status"] | "all";
  readonly seat: Seat | "both";
  /** The share of pairings, in [0, 1), that goes to validation. */
  readonly validation: number;
  readonly seed: number;
}

interface Pairing {
  readonly row: string;
  readonly column: string;
  readonly status: MatchRecord["status"];
}

/** The seats that a selection takes of a match: those whose player, and whose co-player, it asks for. */
export function seatsIn({ players, coPlayers, status, seat }: Selection, match: Pairing): readonly Seat[] {
  if (status !== "all" && status !== match.status) return [];
  const isWanted = (own: Seat): boolean => {
    const other = own === "row" ? match.column : match.row;
    return (
      (seat === "both" || seat === own) &&
      (players?.includes(match[own]) ?? true) &&
      (coPlayers?.includes(other) ?? true)
    );
  };
  return SEATS.filter(isWanted);
}

/**
 * Where a pairing's matches go. It depends on the seed and on who the two are and on nothing else, so that no pairing is
 * on both sides, whichever runs, games and seats are exported together.
 */
export function splitOf({ validation, seed }: Selection, { row, column }: Pairing): Split {
  if (validation === 0) return "train";
  const pair = row < column ? [row, column] : [column, row];
  return stream(seed, "split", ...pair).chance(validation) ? "validation" : "train";
}
