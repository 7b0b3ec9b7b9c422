import type { Proportion } from "../stats/states.ts";
import { count, NONE, percent } from "./number.ts";
import type { Column } from "./table.ts";

/** One player's turns by outcome, and how it cooperated after each. */
export interface PlayerStates {
  readonly player: string;
  readonly distribution: readonly Proportion[];
  /** Null where the game has no cooperative action, and where the player has no complete match. */
  readonly cooperation: readonly Proportion[] | null;
}

/** The columns of a table of states: share of turns, then p(C | outcome) with its interval and count. */
export function stateColumns(outcomes: readonly string[]): readonly Column<PlayerStates>[] {
  return [
    { header: "player", align: "left", rank: 0, value: ({ player }) => player },
    ...outcomes.map((name, outcome): Column<PlayerStates> => ({
      header: name,
      align: "right",
      rank: 2,
      value: ({ distribution }) => percent(distribution[outcome]?.rate ?? null),
    })),
    ...outcomes.map((name, outcome): Column<PlayerStates> => ({
      header: `p(C | ${name})`,
      align: "left",
      rank: 1,
      value: ({ cooperation }) => (cooperation === null ? NONE : formatProportion(cooperation[outcome])),
    })),
  ];
}

/** A rate with its interval and how many turns it rests on: `33.1 % [30.2, 36.1] n=1,021`. */
function formatProportion(proportion: Proportion | undefined): string {
  if (proportion === undefined || proportion.interval === null) return "never seen";
  const { rate, interval, trials } = proportion;
  const bound = (share: number): string => (share * 100).toFixed(1);
  return `${percent(rate)} [${bound(interval.low)}, ${bound(interval.high)}] n=${count(trials)}`;
}
