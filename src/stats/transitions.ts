import type { MatchRecord } from "../core/trajectory.ts";

/** How a player's matches went from outcome to outcome, own action first, in a game of two actions. */
export interface Transitions {
  /** Turns in CC, CD, DC and DD, or whatever the outcomes are called. */
  readonly turns: readonly number[];
  /** How often an outcome was followed by another: entry `from * 4 + to`. */
  readonly counts: readonly number[];
}

const OUTCOMES = 4;
/** The outcome from the other seat. */
const MIRROR = [0, 2, 1, 3] as const;

/** Counts transitions match by match: complete ones against others. */
export interface TransitionCounter {
  add(record: MatchRecord): void;
  /** Of all players that were met, by id. */
  result(): ReadonlyMap<string, Transitions>;
}

/** Counts nothing in games of other than two actions, whose outcomes are too many for a diagram. */
export function transitionCounter(): TransitionCounter {
  const players = new Map<string, { turns: number[]; counts: number[] }>();
  const of = (player: string): { turns: number[]; counts: number[] } => {
    let own = players.get(player);
    if (own === undefined)
      players.set(player, (own = { turns: zeros(OUTCOMES), counts: zeros(OUTCOMES ** 2) }));
    return own;
  };
  return {
    add({ match, row, column, status }) {
      if (status !== "complete" || match.row === match.column || match.game.actions.length !== 2) return;
      const own = of(match.row);
      const other = of(match.column);
      let last = -1;
      for (let turn = 0; turn < row.length; turn++) {
        const now = 2 * row[turn]! + column[turn]!;
        own.turns[now]!++;
        other.turns[MIRROR[now]!]!++;
        if (last >= 0) {
          own.counts[last * OUTCOMES + now]!++;
          other.counts[MIRROR[last]! * OUTCOMES + MIRROR[now]!]!++;
        }
        last = now;
      }
    },
    result: () => players,
  };
}

const zeros = (length: number): number[] => new Array<number>(length).fill(0);
