import { CoplayError } from "../core/errors.ts";
import type { Game } from "../core/game.ts";
import type { MatchRecord } from "../core/trajectory.ts";
import { seatsIn, splitOf, type Selection } from "./selection.ts";
import {
  SPLITS,
  type Counts,
  type LogReader,
  type SourceMatch,
  type SourcePairing,
  type SourceEntry,
  type SourceRun,
  type Split,
} from "./source.ts";

/** A match that is exported, without its moves. */
interface Entry extends SourceEntry, Pick<SourceMatch, "run" | "seats" | "split"> {}

/** What is exported: how much it is, and the matches themselves. */
export interface Reading {
  readonly runs: readonly SourceRun[];
  readonly selection: Selection;
  /** The parts that are asked for. */
  readonly splits: readonly Split[];
  /** Exact, since the log does not change meanwhile. */
  readonly counts: Readonly<Record<Split, Counts>>;
  readonly total: Counts;
  /** Matches that the selection leaves out for their status. */
  readonly leftOut: number;
  /** Whether a player may have been asked that has to be waited for, so that calls are in the log. */
  readonly hasAgents: boolean;
  /** Run by run, in the order in which they were logged; with messages, and calls where there are agents. */
  matches(options: { readonly calls: boolean }): Iterable<SourceMatch>;
  /** Run by run, in an order that does not depend on when they were played. */
  entries(): Iterable<Entry>;
  match(run: SourceRun, id: number): MatchRecord;
}

const NOTHING: Counts = { pairings: 0, matches: 0, turns: 0, episodes: 0, longest: 0 };

/**
 * Finds out what a selection takes of the runs. Of matches only sums are read, so that it takes no time and no memory.
 *
 * @throws CoplayError where that is nothing, or nothing of a part that is asked for; it says why
 */
export function readingOf(runs: readonly SourceRun[], log: LogReader, selection: Selection): Reading {
  const splits = selection.validation > 0 ? SPLITS : SPLITS.slice(0, 1);
  const logged = runs.flatMap((run) => log.pairings(run));
  const taken = logged.filter((pairing) => seatsIn(selection, pairing).length > 0);
  const total = countsOf(taken, selection);
  if (total.matches === 0) throw nothingIn(runs, logged, selection);
  const countsIn = (split: Split): Counts =>
    countsOf(
      taken.filter((pairing) => splitOf(selection, pairing) === split),
      selection,
    );
  const counts = { train: countsIn("train"), validation: countsIn("validation") };
  for (const split of splits) {
    if (counts[split].matches === 0) throw nothingFor(split, total, selection);
  }

  const ofAnyStatus = countsOf(
    logged.filter((pairing) => seatsIn({ ...selection, status: "all" }, pairing).length > 0),
    selection,
  );

  function* matches({ calls }: { readonly calls: boolean }): Generator<SourceMatch> {
    for (const run of runs) {
      const parts = partsOf(selection);
      for (const { id, record } of log.matches(run, calls)) {
        const part = parts(record.match.row, record.match.column, record.status);
        if (part !== null) yield { run, id, record, ...part };
      }
    }
  }

  function* entries(): Generator<Entry> {
    for (const run of runs) {
      const parts = partsOf(selection);
      for (const entry of log.entries(run)) {
        const part = parts(entry.row, entry.column, entry.status);
        if (part !== null) yield { ...entry, run, ...part };
      }
    }
  }

  return {
    runs,
    selection,
    splits,
    counts,
    total,
    leftOut: ofAnyStatus.matches - total.matches,
    hasAgents: runs.some(({ players }) => players.some(({ kind }) => kind === "agent")),
    matches,
    entries,
    match: (run, id) => log.match(run, id),
  };
}

type Part = Pick<SourceMatch, "seats" | "split">;

/** Seats and split by pairing, worked out once each: a stream is derived for it. */
function partsOf(
  selection: Selection,
): (row: string, column: string, status: MatchRecord["status"]) => Part | null {
  const known = new Map<string, Part | null>();
  return (row, column, status) => {
    const key = `${row}\n${column}\n${status}`;
    let part = known.get(key);
    if (part === undefined) {
      const pairing = { row, column, status };
      const seats = seatsIn(selection, pairing);
      part = seats.length === 0 ? null : { seats, split: splitOf(selection, pairing) };
      known.set(key, part);
    }
    return part;
  };
}

function countsOf(pairings: readonly SourcePairing[], selection: Selection): Counts {
  const pairs = new Set(pairings.map(({ row, column }) => [row, column].sort().join("\n")));
  return pairings.reduce(
    (sum, pairing) => ({
      pairings: pairs.size,
      matches: sum.matches + pairing.matches,
      turns: sum.turns + pairing.turns,
      episodes: sum.episodes + pairing.matches * seatsIn(selection, pairing).length,
      longest: Math.max(sum.longest, pairing.longest),
    }),
    NOTHING,
  );
}

function nothingIn(
  runs: readonly SourceRun[],
  logged: readonly SourcePairing[],
  { status }: Selection,
): CoplayError {
  const what = runs.length === 1 ? `run ${runs[0]!.id}, ${runs[0]!.name},` : `the ${runs.length} runs`;
  const have = runs.length === 1 ? "has" : "have";
  if (logged.length === 0) {
    return new CoplayError(`nothing to export: ${what} ${have} no matches in the log`, {
      hint: "Play some first: coplay run goes on with it.",
    });
  }
  const other = status === "complete" ? "aborted" : "complete";
  if (status !== "all" && logged.every((pairing) => pairing.status === other)) {
    return new CoplayError(`nothing to export: ${what} ${have} only ${other} matches in the log`, {
      hint: `--status ${other} exports those.`,
    });
  }
  return new CoplayError(
    `nothing to export: no match of ${what} passes --player, --co-player, --seat and --status`,
    {
      hint: "coplay matches shows which there are.",
    },
  );
}

const nothingFor = (split: Split, { pairings }: Counts, { validation, seed }: Selection): CoplayError =>
  new CoplayError(
    `none of ${pairings} ${pairings === 1 ? "pairing" : "pairings"} goes to ${split} with --split ${validation} and --seed ${seed}`,
    {
      hint: "A pairing goes to one side as a whole. Try another --seed, a --split nearer to 0.5, or more players.",
    },
  );

/**
 * The number of actions that all games of a reading have.
 *
 * @throws CoplayError where they differ: their outcomes would not mean the same
 */
export function actionsOf({ runs }: Reading): number {
  const games = new Map<number, Game>(runs.map(({ game }) => [game.actions.length, game]));
  const [[k] = [0], other] = [...games];
  if (other === undefined) return k;
  const names = [...games.values()].map(({ id }) => id);
  throw new CoplayError(`${names.join(" and ")} have different numbers of actions, and no common encoding`, {
    hint: "Export the runs of one game: --game <id>.",
  });
}
