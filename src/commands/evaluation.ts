import { setImmediate } from "node:timers/promises";
import type { TournamentEvent } from "../core/events.ts";
import type { Game } from "../core/game.ts";
import { stream } from "../core/random.ts";
import type { Seat } from "../core/seat.ts";
import type { MatchRecord, MatchSpec } from "../core/trajectory.ts";
import { halvesOf } from "../match/halves.ts";
import { playLockstep, type Prompt } from "../match/lockstep.ts";
import { curvesOf, totalsOf, type Figures } from "../probe/curve.ts";
import type { Estimate } from "../probe/estimate.ts";
import { meanOver, windowsOf, type Windows } from "../stats/windows.ts";

/** Who is evaluated against whom, and how. */
export interface Evaluation {
  readonly player: Prompt;
  readonly coPlayers: readonly Prompt[];
  /** Symmetric, of two actions. */
  readonly game: Game;
  /** Matches against each co-player. */
  readonly episodes: number;
  readonly turns: number;
  /** Chance in [0, 1] that a chosen action is flipped. */
  readonly noise: number;
  readonly seed: number;
}

/** What a player does against one co-player. Plain data. */
export interface PairingReport {
  readonly coPlayer: string;
  readonly episodes: number;
  /** Per turn, with intervals over matches. */
  readonly totals: Figures<Estimate>;
  /** Own cooperation in each window; null where there is none. */
  readonly cooperation: Readonly<Record<keyof Windows, number | null>>;
  readonly byTurn: Figures<readonly number[]>;
}

/** Matches that advance together where nobody asks for fewer; how far it is can be told between them. */
const TOGETHER = 256;

/**
 * Plays an evaluation and tells of it as of a tournament, with the player in the row seat of every record; it sat there
 * in half of each pairing's matches, the first ones.
 */
export async function* playEvaluation(evaluation: Evaluation): AsyncGenerator<TournamentEvent> {
  const { player, coPlayers, game, episodes, turns } = evaluation;
  const matches = coPlayers.length * episodes;
  const players = [player.id, ...coPlayers.map(({ id }) => id)];
  const plan = { name: "evaluate", game, players, repetitions: episodes, matches, turns: matches * turns };
  yield { kind: "started", plan, alreadyPlayed: 0 };
  for (const coPlayer of coPlayers) {
    const together = Math.min(lanesOf(player), lanesOf(coPlayer));
    for (const { seat, from, to } of halvesOf(episodes)) {
      for (let first = from; first < to; first += together) {
        const batch = matchesOf(evaluation, coPlayer, seat, first, Math.min(first + together, to));
        const records =
          seat === "row"
            ? playLockstep(player, coPlayer, batch)
            : playLockstep(coPlayer, player, batch).map(turned);
        yield { kind: "matches", records };
        await setImmediate(); // signals are heard
      }
    }
  }
}

const lanesOf = (player: Prompt): number =>
  player.kind === "policy" ? (player.lanes ?? TOGETHER) : TOGETHER;

function matchesOf(
  { player, game, turns, noise, seed }: Evaluation,
  coPlayer: Prompt,
  seat: Seat,
  from: number,
  to: number,
): MatchSpec[] {
  const [row, column] = seat === "row" ? [player.id, coPlayer.id] : [coPlayer.id, player.id];
  const told = { game, noise, horizon: { turns } };
  return Array.from({ length: to - from }, (_, i) => {
    return { seed, row, column, repetition: from + i, game, turns, noise, told };
  });
}

/** A record of a symmetric game as if its players had sat in each other's seats. */
function turned({ match, row, column, trembles, ...rest }: MatchRecord): MatchRecord {
  return {
    ...rest,
    match: { ...match, row: match.column, column: match.row },
    row: column,
    column: row,
    trembles: { row: trembles.column, column: trembles.row },
  };
}

/** Sums up the records of one pairing, the player in the row seat of them all. */
export function pairingReport(
  { turns, seed }: Evaluation,
  coPlayer: string,
  records: readonly MatchRecord[],
): PairingReport {
  const byTurn = curvesOf(records, turns);
  const { whole, head, tail, end } = windowsOf(turns);
  const inWindow = (window: Windows["head"]): number | null => meanOver(byTurn.cooperation.own, window);
  return {
    coPlayer,
    episodes: records.length,
    totals: totalsOf(records, stream(seed, "evaluate", coPlayer, "intervals")),
    cooperation: { whole: inWindow(whole), head: inWindow(head), tail: inWindow(tail), end: inWindow(end) },
    byTurn,
  };
}
