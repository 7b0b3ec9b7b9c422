import { SEATS, type Seat } from "../core/seat.ts";
import type { Mapping, SeatMapping } from "./mapping.ts";

/** Where a row holds what a mapping names: positions in its values. */
export interface Layout {
  readonly columns: readonly string[];
  /** Those that a JSON row need not have. */
  readonly optional: ReadonlySet<string>;
  readonly where: readonly Condition[];
  /** Empty where every row is a match of its own. */
  readonly match: readonly number[];
  readonly turn: number | null;
  readonly seats: Readonly<Record<Seat, SeatLayout>>;
  readonly repetition: { readonly at: number; readonly from: number } | null;
  readonly plannedTurns: number | null;
  readonly status: { readonly at: number; readonly complete: ReadonlySet<string> } | null;
  readonly reason: { readonly code: number | null; readonly detail: number } | null;
  readonly run: number | null;
  /** Each by its own column, or all of them as an object in one. */
  readonly factors: readonly (readonly [name: string, at: number])[] | number;
  readonly horizon: number | null;
  readonly noise: number | null;
  readonly seed: number | null;
  readonly game: number | null;
  /** What a row fulfils that is played at the game of the same position; empty where they all are at the same. */
  readonly games: readonly (readonly Condition[])[];
}

/** What a row must hold to be meant. */
export interface Condition {
  readonly at: number;
  readonly values: ReadonlySet<string>;
}

/** Where the columns of one seat are. */
export interface SeatLayout {
  readonly name: number;
  readonly parameters: readonly (readonly [key: string, at: number])[];
  readonly kind: number | null;
  readonly moves: number;
  readonly payoffs: number | null;
  readonly trembles: number | null;
  readonly fallbacks: { readonly at: number; readonly pattern: RegExp | null } | null;
  readonly reasoning: number | null;
}

/** Gives every column that a mapping names its position. */
export function layoutOf(mapping: Mapping): Layout {
  const columns: string[] = [];
  const at = (column: string): number => {
    const index = columns.indexOf(column);
    return index >= 0 ? index : columns.push(column) - 1;
  };
  const some = (column: string | undefined): number | null => (column === undefined ? null : at(column));
  const conditions = (where: Mapping["where"]): readonly Condition[] =>
    Object.entries(where).map(([column, values]) => ({ at: at(column), values: new Set([values].flat()) }));

  const { match, repetition, status, reason, factors, horizon, noise, seed } = mapping;
  const [row, column] = SEATS.map((seat) => seatOf(mapping[seat], at)) as [SeatLayout, SeatLayout];
  const reasonColumns =
    reason === undefined ? [] : typeof reason === "string" ? [reason] : [reason.code, reason.detail];
  return {
    columns,
    optional: new Set(reasonColumns),
    seats: { row, column },
    where: conditions(mapping.where),
    match: (match === undefined ? [] : [match].flat()).map(at),
    turn: some(mapping.turn),
    repetition:
      repetition === undefined
        ? null
        : typeof repetition === "string"
          ? { at: at(repetition), from: 1 }
          : { at: at(repetition.column), from: repetition.from },
    plannedTurns: some(mapping["planned-turns"]),
    status: status === undefined ? null : { at: at(status.column), complete: new Set(status.complete) },
    reason:
      reason === undefined
        ? null
        : typeof reason === "string"
          ? { code: null, detail: at(reason) }
          : { code: at(reason.code), detail: at(reason.detail) },
    run: some(mapping.run),
    factors:
      typeof factors === "string"
        ? at(factors)
        : Object.entries(factors).map(([name, of]): [string, number] => [name, at(of)]),
    horizon: typeof horizon === "object" && "column" in horizon ? at(horizon.column) : null,
    noise: typeof noise === "object" ? at(noise.column) : null,
    seed: typeof seed === "object" ? at(seed.column) : null,
    game: some(mapping["game-column"]),
    games: (mapping.games ?? []).map(({ where }) => conditions(where)),
  };
}

function seatOf(seat: SeatMapping, at: (column: string) => number): SeatLayout {
  const { player, kind, moves, payoffs, trembles, fallbacks, reasoning } = seat;
  const { name, parameters } = typeof player === "string" ? { name: player, parameters: {} } : player;
  return {
    name: at(name),
    parameters: Object.entries(parameters).map(([key, column]) => [key, at(column)]),
    kind: kind === undefined ? null : at(kind),
    moves: at(moves),
    payoffs: payoffs === undefined ? null : at(payoffs),
    trembles: trembles === undefined ? null : at(trembles),
    fallbacks:
      fallbacks === undefined
        ? null
        : typeof fallbacks === "string"
          ? { at: at(fallbacks), pattern: null }
          : { at: at(fallbacks.column), pattern: new RegExp(fallbacks.pattern, "u") },
    reasoning: reasoning === undefined ? null : at(reasoning),
  };
}

/** Whether a row is meant. */
export const fulfils = (values: readonly unknown[], conditions: readonly Condition[]): boolean =>
  conditions.every(({ at, values: wanted }) => wanted.has(textOf(values[at])));

/** A value as text, without space around it; the empty text for none. */
export function textOf(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value.trim();
    case "number":
    case "boolean":
      return String(value);
    default:
      return value === null || value === undefined ? "" : JSON.stringify(value);
  }
}
