import { C } from "../core/action.ts";
import { mirror, type Game } from "../core/game.ts";
import { DD, outcomeOf } from "../core/outcome.ts";
import type { Seat } from "../core/seat.ts";
import type { MatchRecord, MatchSpec } from "../core/trajectory.ts";
import { halvesOf } from "../match/halves.ts";
import { unpack } from "../match/packed.ts";
import { matchStream } from "../match/streams.ts";
import { drawChances } from "../models/tabular.ts";
import type { Crew } from "../models/trainers/crew.ts";
import type { PlayTask, Seated } from "../models/trainers/tasks.ts";
import { expectedOver } from "../stats/markov.ts";
import type { Estimate, PairingResult, Side } from "./results.ts";

/** Two who are to meet, and for how long. */
export interface Meeting {
  readonly player: Seated;
  readonly coPlayer: Seated;
  /** Symmetric, of two actions. */
  readonly game: Game;
  readonly turns: number;
  readonly episodes: number;
  readonly seed: number;
}

/** Episodes of one task: enough for the kernels, few enough to be shared out, and to stop between them soon. */
const TOGETHER = 96;

/**
 * Plays the episodes of a pairing, the first half with the player in the row seat, the second in the column seat, and
 * yields how much is done. Equal for a seed, whoever the crew is.
 */
export async function* evaluate(
  name: string,
  meeting: Meeting,
  crew: Crew,
): AsyncGenerator<number, PairingResult> {
  const { coPlayer, game, turns, episodes } = meeting;
  const tasks = tasksOf(meeting);
  const counts = new Float64Array(turns * 4);
  const leads: number[] = [];
  // By as many as are worked on at once: whoever stops here leaves none behind.
  for (let from = 0; from < tasks.length; from += crew.size) {
    const wave = tasks.slice(from, from + crew.size);
    const played = await Promise.all(wave.map(({ task }) => crew.run(task)));
    for (const [i, { task, seat }] of wave.entries()) {
      for (const record of unpack(played[i]!, task.matches)) {
        const payoff = count(record, seat, counts);
        if (coPlayer.kind === "tabular") leads.push(payoff / turns - defectorAgainstSame(record.match, seat));
      }
    }
    yield Math.min(1, (from + crew.size) / tasks.length);
  }
  return {
    name,
    episodes,
    player: sideOf(counts, episodes, game, (outcome) => outcome),
    coPlayer: sideOf(counts, episodes, game, (outcome) => mirror(outcome, 2)),
    ...(leads.length === 0 ? {} : { overDefector: estimate(leads) }),
  };
}

/** The tasks of a pairing, and where the player sits in each. */
function tasksOf(meeting: Meeting): { task: PlayTask; seat: Seat }[] {
  const { player, coPlayer, episodes } = meeting;
  return halvesOf(episodes).flatMap(({ seat, from, to }) => {
    const [row, column] = seat === "row" ? [player, coPlayer] : [coPlayer, player];
    return Array.from({ length: Math.ceil((to - from) / TOGETHER) }, (_, i) => {
      const first = from + i * TOGETHER;
      const matches = matchesOf(meeting, row, column, first, Math.min(first + TOGETHER, to));
      return { task: { kind: "play", row, column, matches }, seat };
    });
  });
}

function matchesOf(
  { game, turns, seed }: Meeting,
  row: Seated,
  column: Seated,
  from: number,
  to: number,
): MatchSpec[] {
  const told = { game, noise: 0, horizon: "unknown" as const };
  const shared = { seed, row: idOf(row), column: idOf(column), game, turns, noise: 0, told };
  return Array.from({ length: to - from }, (_, i) => ({ ...shared, repetition: from + i }));
}

/** What matches, and so random streams, call whoever sits there. */
const idOf = (who: Seated): string => ("id" in who ? who.id : who.kind);

/** Adds an episode to the counts [turns, outcomes], as the player in a seat saw it, and returns its total payoff. */
function count({ match, row, column }: MatchRecord, seat: Seat, counts: Float64Array): number {
  const [own, other] = seat === "row" ? [row, column] : [column, row];
  let total = 0;
  for (let turn = 0; turn < match.turns; turn++) {
    const outcome = outcomeOf(own[turn]!, other[turn]!, 2);
    counts[4 * turn + outcome]!++;
    total += match.game.payoff.row[outcome]!;
  }
  return total;
}

/** What always defecting is worth per turn against the tabular co-player of a match: its stream says who that was. */
function defectorAgainstSame(match: MatchSpec, seat: Seat): number {
  const chances = drawChances(matchStream(match, seat === "row" ? "column" : "row"));
  const pair = {
    row: { p: [0, 0, 0, 0], first: 0 },
    column: { p: Array.from(chances.subarray(0, 4)), first: chances[4]! },
    game: match.game,
    noise: 0,
  };
  return expectedOver(pair, match.turns).payoff.row;
}

/** @param seen what the side sees of an outcome of the player's */
function sideOf(counts: Float64Array, episodes: number, game: Game, seen: (outcome: number) => number): Side {
  const byTurn = (value: (outcome: number) => number): number[] =>
    Array.from({ length: counts.length / 4 }, (_, turn) => {
      let sum = 0;
      for (let outcome = 0; outcome <= DD; outcome++)
        sum += counts[4 * turn + outcome]! * value(seen(outcome));
      return sum / episodes;
    });
  const payoffByTurn = byTurn((outcome) => game.payoff.row[outcome]!);
  const cooperationByTurn = byTurn((outcome) => Number(outcome >> 1 === C));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    payoff: mean(payoffByTurn),
    cooperation: mean(cooperationByTurn),
    payoffByTurn,
    cooperationByTurn,
  };
}

function estimate(values: readonly number[]): Estimate {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: n < 2 ? 0 : Math.sqrt(squares / (n - 1) / n) };
}
