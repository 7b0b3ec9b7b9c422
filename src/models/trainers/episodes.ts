/*
 * Episodes as trainers need them: who plays whom in one step, what each learner sees of it, and what it comes to on the
 * training curve.
 */
import { C } from "../../core/action.ts";
import { mirror, type Game } from "../../core/game.ts";
import { START } from "../../core/outcome.ts";
import type { Seat } from "../../core/seat.ts";
import type { MatchKey, MatchRecord } from "../../core/trajectory.ts";
import type { Batch } from "../network.ts";
import type { TrainingConfig } from "./config.ts";
import type { Against } from "./events.ts";
import { joined } from "./joined.ts";

/** Everything one learner plays in an update, told from its own seat. */
export interface Lesson extends Pick<Batch, "turns" | "episodes" | "context"> {
  /** What happened on every turn, own action first: `outcomes[turn * episodes + episode]`. */
  readonly outcomes: Uint8Array;
  /** Kinds of co-players, and for every episode the index of the one it met. */
  readonly kinds: readonly string[];
  readonly kindOf: Uint8Array;
}

/** Who plays whom in an update, and how many episodes. */
export interface Pairing {
  readonly kind: string;
  /** The learner in the row seat, counted from 0. */
  readonly learner: number;
  /** The learner in the column seat, where another kind of co-player does not sit there. */
  readonly other: number | null;
  readonly episodes: number;
}

/**
 * Shares out the episodes of one update, so that each learner has `episodes` of them. The other learner is met in
 * episodes that teach both; all other co-players, each learner meets in episodes of its own.
 *
 * @param shares by kind of co-player, in any unit
 * @param group episodes come in groups of so many, of one kind each; they divide `episodes`
 */
export function pairingsOf(
  learners: number,
  shares: Readonly<Record<string, number>>,
  episodes: number,
  group = 1,
): Pairing[] {
  const counts = apportion(episodes / group, Object.values(shares));
  return Object.keys(shares).flatMap((kind, i): Pairing[] => {
    const size = counts[i]! * group;
    if (size === 0) return [];
    if (kind === "learners") return [{ kind, learner: 0, other: 1, episodes: size }];
    return Array.from({ length: learners }, (_, learner) => ({ kind, learner, other: null, episodes: size }));
  });
}

/** Who plays whom in one step of a training. */
export function pairingsIn(config: TrainingConfig): Pairing[] {
  const { learners, algorithm } = config;
  const episodes = config[algorithm === "ppi" ? "episodes-per-phase" : "batch-size"];
  const group = algorithm === "magrpo" ? config["group-size"] : 1;
  return pairingsOf(learners, config["co-players"], episodes, group);
}

/** Episodes of all learners of a training up to a step, those before the first included. */
export function episodesUntil(config: TrainingConfig, step: number): number {
  const before = config.algorithm === "ppi" ? config.learners * config["pretraining-episodes"] : 0;
  return before + step * pairingsIn(config).reduce((sum, { episodes }) => sum + episodes, 0);
}

/** Whole numbers in proportion to the shares that add up to a total: largest remainders, the first among equals. */
function apportion(total: number, shares: readonly number[]): number[] {
  const sum = shares.reduce((all, share) => all + share, 0);
  const exact = shares.map((share) => (total * share) / sum);
  const counts = exact.map(Math.floor);
  const left = total - counts.reduce((all, count) => all + count, 0);
  const byRemainder = exact.map((_, i) => i).sort((a, b) => (exact[b]! % 1) - (exact[a]! % 1) || a - b);
  for (const i of byRemainder.slice(0, left)) counts[i]!++;
  return counts;
}

/**
 * Puts what a learner played in an update into one lesson, in the order of the pairings.
 *
 * @param played one record an episode, for every pairing
 * @param told where learners are told who sits across the table: the numbers
 */
export function lessonOf(
  learner: number,
  pairings: readonly Pairing[],
  played: readonly (readonly MatchRecord[])[],
  turns: number,
  told?: (match: MatchKey, pairing: Pairing) => Float32Array,
): Lesson {
  const own = pairings.flatMap((pairing, i) =>
    pairing.learner === learner || pairing.other === learner ? [{ pairing, records: played[i]! }] : [],
  );
  const episodes = own.reduce((sum, { records }) => sum + records.length, 0);
  const kinds = own.map(({ pairing }) => pairing.kind);
  const outcomes = new Uint8Array(turns * episodes);
  const kindOf = new Uint8Array(episodes);
  let episode = 0;
  own.forEach(({ pairing, records }, kind) => {
    for (const record of records) {
      const seen = seenBy(pairing.learner === learner ? "row" : "column", record);
      for (let turn = 0; turn < turns; turn++) outcomes[turn * episodes + episode] = seen[turn]!;
      kindOf[episode++] = kind;
    }
  });
  if (told === undefined) return { turns, episodes, outcomes, kinds, kindOf };
  const contexts = own.flatMap(({ pairing, records }) => records.map(({ match }) => told(match, pairing)));
  return { turns, episodes, outcomes, kinds, kindOf, context: joined(contexts, floats) };
}

const floats = (length: number): Float32Array => new Float32Array(length);

/** What happened, one outcome a turn, as a seat saw it. */
export function seenBy(seat: Seat, { row, column }: MatchRecord): Uint8Array {
  const [own, other] = seat === "row" ? [row, column] : [column, row];
  return own.map((action, turn) => action * 2 + other[turn]!);
}

/** What the network reads: on every turn the outcome of the one before, START on the first. */
export function batchOf({ turns, episodes, outcomes, context }: Lesson): Batch {
  const symbols = new Uint8Array(turns * episodes).fill(START, 0, episodes);
  symbols.set(outcomes.subarray(0, (turns - 1) * episodes), episodes);
  return { turns, episodes, symbols, ...(context === undefined ? {} : { context }) };
}

/** +1 for every own C, −1 for every own D: what the log-odds of C have to be multiplied with. */
export const signsOf = (lesson: Lesson): Float32Array => rewardsOf(lesson, [1, 1, -1, -1]);

/** A number for every outcome, turn by turn: payoffs as rewards. */
export function rewardsOf({ outcomes }: Lesson, byOutcome: ArrayLike<number>): Float32Array {
  const rewards = new Float32Array(outcomes.length);
  for (let i = 0; i < rewards.length; i++) rewards[i] = byOutcome[outcomes[i]!]!;
  return rewards;
}

/** How often each outcome was met, by kind of co-player: four counts each. */
export type Tally = Map<string, Float64Array>;

/** Adds a lesson's outcomes to what was counted before. */
export function count({ turns, episodes, outcomes, kinds, kindOf }: Lesson, tally: Tally): void {
  for (const kind of kinds) if (!tally.has(kind)) tally.set(kind, new Float64Array(4));
  const counts = kinds.map((kind) => tally.get(kind)!);
  for (let episode = 0; episode < episodes; episode++) {
    const own = counts[kindOf[episode]!]!;
    for (let turn = 0; turn < turns; turn++) own[outcomes[turn * episodes + episode]!]!++;
  }
}

/** What a tally comes to on the training curve. */
export function againstOf(tally: Tally, turns: number, { payoff }: Game): Record<string, Against> {
  const entries = [...tally].map(([kind, counts]): [string, Against] => {
    const n = counts.reduce((sum, some) => sum + some, 0);
    const share = (value: (outcome: number) => number): number =>
      counts.reduce((sum, some, outcome) => sum + some * value(outcome), 0) / n;
    return [
      kind,
      {
        episodes: n / turns,
        payoff: share((outcome) => payoff.row[outcome]!),
        coPlayerPayoff: share((outcome) => payoff.row[mirror(outcome, 2)]!),
        cooperation: share((outcome) => Number(outcome >> 1 === C)),
        coPlayerCooperation: share((outcome) => Number((outcome & 1) === C)),
      },
    ];
  });
  return Object.fromEntries(entries);
}
