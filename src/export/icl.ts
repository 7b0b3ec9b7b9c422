import { CoplayError } from "../core/errors.ts";
import type { Json } from "../core/json.ts";
import { startOf } from "../core/outcome.ts";
import { stream } from "../core/random.ts";
import { SEATS, type Seat } from "../core/seat.ts";
import { sequencesOf, type DrawSequence, type Level, type Sequence } from "./burstiness.ts";
import type { ExportFormat, Field } from "./format.ts";
import type { WrittenFile } from "./output.ts";
import { actionsOf, type Reading } from "./reading.ts";
import { viewOf } from "./seat-view.ts";
import type { SourceRun, Split } from "./source.ts";

const FIELDS: readonly Field[] = [
  [
    "observations",
    "for each turn of all trajectories in order: the outcome of the turn before, as the seat saw it, own × actions + other; actions² at the start of a trajectory",
  ],
  ["actions", "the seat's realised moves, as indices of actions"],
  ["rewards", "the seat's payoffs"],
  ["boundaries", "1 where a trajectory begins, else 0"],
  ["metadata.task", "which of the header's tasks all its trajectories are of"],
  ["metadata.is_bursty", "whether at least two trajectories are of the same level"],
  [
    "metadata.trajectories",
    "for each: its level (the co-player), run, match, seat, player and turns. Never to be shown to a model",
  ],
];

const path = (split: Split): string => `${split}.jsonl`;
const HEADER = "header.json";

/**
 * Sequences of several trajectories for in-context learning, of which a share holds two or more of the same level. A
 * task is a game with its noise and what is told of its end; a level is a co-player; a trajectory is what one seat saw.
 *
 * @see Raparthy2024
 */
export const icl: ExportFormat = {
  id: "icl",
  title: "Sequences of several trajectories, for in-context learning",
  description:
    "several trajectories a line, a chosen share of lines with two or more against the same co-player",
  unit: "seat",
  tables: [{ name: "sequences", path, fields: FIELDS }],
  howTo: `All trajectories of a line are of one task. \`${HEADER}\` says how lines were drawn: the share of bursty ones as it was asked for and as it came out, and the tasks. Learn from it by the cross-entropy of the actions; levels are for analysis and no input.`,
  *write(reading, folder, { burstiness: options }) {
    const k = actionsOf(reading);
    const tasks = tasksOf(reading);
    const { seed } = reading.selection;
    const plans = reading.splits.map((split) => planOf(reading, tasks, split, options));
    const total = plans.reduce((sum, { sequences }) => sum + sequences, 0);
    const files: WrittenFile[] = [];
    const shares: Record<string, Json> = {};
    let done = 0;
    let turns = 0;
    for (const { split, pools, sequences } of plans) {
      const file = folder.file(path(split));
      const random = stream(seed, "icl", split);
      let repeated = 0;
      for (let i = 0; i < sequences; i++) {
        const { task, draw } = poolAt(pools, random.next());
        const sequence = draw(random);
        const row = rowOf(reading, tasks.runs, k, task, sequence);
        file.text(`${JSON.stringify(row.line)}\n`);
        turns += row.turns;
        repeated += Number(hasRepeat(sequence));
        if (++done % 50 === 0) yield { of: "sequences", done, total, turns };
      }
      files.push(file.finish(sequences));
      shares[split] = { sequences, realised: repeated / sequences };
    }
    const header = {
      trajectories: options.trajectories,
      burstiness: options.burstiness,
      levels: options.burstiness === null ? "independent" : "by burstiness",
      same: options.same,
      query_last: options.queryLast,
      seed,
      splits: shares,
      tasks: tasks.list.map((task, number) => ({ task: number, ...task })),
    };
    files.push(folder.whole(HEADER, `${JSON.stringify(header, null, 2)}\n`));
    return { files, rows: "sequences", facts: header };
  },
};

/** Whether two trajectories are of the same level. */
const hasRepeat = ({ trajectories }: Sequence): boolean =>
  new Set(trajectories.map(({ level }) => level)).size < trajectories.length;

interface Tasks {
  readonly runs: readonly SourceRun[];
  /** What tells tasks apart, each once. */
  readonly list: readonly Readonly<Record<string, Json>>[];
  /** Of a run, by its place. */
  readonly of: readonly number[];
}

function tasksOf({ runs }: Reading): Tasks {
  const list: Readonly<Record<string, Json>>[] = [];
  const known = new Map<string, number>();
  const of = runs.map(({ game, noise, told }) => {
    const payoff = { row: [...game.payoff.row], column: [...game.payoff.column] };
    const task = { game: game.id, payoff, noise, horizon: told.horizon };
    const key = JSON.stringify(task);
    if (!known.has(key)) known.set(key, list.push(task) - 1);
    return known.get(key)!;
  });
  return { runs, list, of };
}

/** The trajectories of one task. */
interface Pool {
  readonly task: number;
  readonly draw: DrawSequence;
  /** Of all trajectories of its split, the share up to and with this pool. */
  readonly upTo: number;
}

interface Plan {
  readonly split: Split;
  readonly pools: readonly Pool[];
  readonly sequences: number;
}

/**
 * Gathers the trajectories of a split: a number each, from which its match is found again.
 *
 * @throws CoplayError where there are too few
 */
function planOf(
  reading: Reading,
  { runs, of, list }: Tasks,
  split: Split,
  options: Parameters<typeof sequencesOf>[1],
): Plan {
  const places = new Map(runs.map((run, at) => [run, at]));
  const byTask = new Map<number, Map<string, number[]>>();
  let count = 0;
  let all = 0;
  for (const { run, id, turns, seats, row, column, split: own } of reading.entries()) {
    if (turns === 0) continue; // nothing to learn from
    all += seats.length;
    if (own !== split) continue;
    count += seats.length;
    const at = places.get(run)!;
    const levels = byTask.get(of[at]!) ?? new Map<string, number[]>();
    byTask.set(of[at]!, levels);
    for (const seat of seats) {
      const level = seat === "row" ? column : row;
      const trajectories = levels.get(level) ?? [];
      levels.set(level, trajectories);
      trajectories.push(packed({ at, id, seat }, runs.length));
    }
  }
  if (count === 0) throw new CoplayError(`nothing to export: no match of ${split} has a turn`);
  let before = 0;
  const pools = [...byTask].map(([task, found]): Pool => {
    const levels = [...found]
      .map(([id, trajectories]): Level => ({ id, trajectories }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    before += levels.reduce((sum, { trajectories }) => sum + trajectories.length, 0);
    const what = list.length === 1 ? split : `task ${task} of ${split}`;
    return { task, draw: sequencesOf(levels, options, what), upTo: before / count };
  });
  const asked = options.sequences;
  const sequences =
    asked === undefined ? Math.ceil(count / options.trajectories) : Math.round((asked * count) / all);
  return { split, pools, sequences: Math.max(1, sequences) };
}

/** The pool that a number in [0, 1) falls to. */
const poolAt = (pools: readonly Pool[], at: number): Pool =>
  pools.find(({ upTo }) => at < upTo) ?? pools.at(-1)!;

interface Trajectory {
  /** Of its run, the place among those that are exported. */
  readonly at: number;
  readonly id: number;
  readonly seat: Seat;
}

const packed = ({ at, id, seat }: Trajectory, runs: number): number =>
  (id * SEATS.length + SEATS.indexOf(seat)) * runs + at;

const unpacked = (number: number, runs: number): Trajectory => {
  const rest = Math.floor(number / runs);
  return { at: number % runs, id: Math.floor(rest / SEATS.length), seat: SEATS[rest % SEATS.length]! };
};

function rowOf(
  reading: Reading,
  runs: readonly SourceRun[],
  k: number,
  task: number,
  { isBursty, trajectories }: Sequence,
): { readonly line: Json; readonly turns: number } {
  const observations: number[] = [];
  const actions: number[] = [];
  const rewards: number[] = [];
  const boundaries: number[] = [];
  const sources = trajectories.map(({ level, trajectory }) => {
    const { at, id, seat } = unpacked(trajectory, runs.length);
    const run = runs[at]!;
    const { player, own, other, payoff } = viewOf(reading.match(run, id), seat);
    let last = startOf(k);
    for (let turn = 0; turn < own.length; turn++) {
      const outcome = own[turn]! * k + other[turn]!;
      observations.push(last);
      actions.push(own[turn]!);
      rewards.push(payoff[outcome]!);
      boundaries.push(Number(turn === 0));
      last = outcome;
    }
    return { level, run: run.id, match: id, seat, player, turns: own.length };
  });
  const metadata = { task, is_bursty: isBursty, trajectories: sources };
  return { line: { observations, actions, rewards, boundaries, metadata }, turns: actions.length };
}
