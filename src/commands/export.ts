import { setImmediate } from "node:timers/promises";
import { SpecError } from "../core/errors.ts";
import type { JsonObject } from "../core/json.ts";
import type { BurstinessOptions } from "../export/burstiness.ts";
import { writeDataset } from "../export/dataset.ts";
import { exportFormats } from "../export/index.ts";
import { readingOf, type Reading } from "../export/reading.ts";
import type { Selection } from "../export/selection.ts";
import { nearestWord } from "../files/faults.ts";
import { count, counted, percent } from "../report/number.ts";
import { messagesOf } from "../report/request.ts";
import { openStore } from "../store/open.ts";
import type { LoggedRun } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import { version } from "../version.ts";
import { chosenPlayers } from "./chosen-players.ts";
import { logReader, sourceRun } from "./export-source.ts";
import { findRun } from "./find-run.ts";
import { exitCodeAfter } from "./terminal/failure.ts";
import { print, printJson } from "./terminal/output.ts";
import { stepProgress } from "./terminal/progress.ts";
import { onStopSignal } from "./terminal/signals.ts";

export interface ExportOptions {
  readonly db: string;
  readonly format: string;
  readonly out: string;
  readonly player?: string;
  readonly coPlayer?: string;
  readonly game?: string;
  readonly status: Selection["status"];
  readonly seat: Selection["seat"];
  readonly split?: number;
  readonly seed?: number;
  readonly trajectories?: number;
  readonly burstiness?: number;
  readonly same?: "2" | "all";
  readonly queryLast?: boolean;
  readonly independent?: boolean;
  readonly sequences?: number;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Exports matches of runs as a dataset, in a folder of its own. */
export async function exportRuns(
  asked: readonly string[],
  options: ExportOptions,
): Promise<number | undefined> {
  const { db, out, force = false, json = false } = options;
  const format = exportFormats.find(({ id }) => id === options.format);
  if (format === undefined) throw new SpecError(`there is no format "${options.format}"`);
  using store = openStore(db, { mode: "read" });
  store.freeze();
  const reading = readingFrom(store, asked, options);
  const services = { burstiness: burstinessOf(options), messagesOf };
  const steps = writeDataset({ reading, format, services, path: out, replace: force, version });

  const stop = new AbortController();
  using _signals = onStopSignal((signal) => stop.abort(signal));
  const progress = stepProgress(Date.now);
  let step = steps.next();
  while (step.done !== true) {
    progress.show(step.value);
    await setImmediate(); // a signal is heard between two steps
    if (stop.signal.aborted) {
      steps.return({}); // clears away what there is
      progress.end();
      return exitCodeAfter(stop.signal.reason as "SIGINT");
    }
    step = steps.next();
  }
  progress.end();
  if (json) printJson(step.value);
  else summarise(out, reading, step.value);
  return undefined;
}

function readingFrom(store: Store, asked: readonly string[], options: ExportOptions): Reading {
  const runs = runsOf(store, asked, options.game);
  const sources = runs.map((run) => sourceRun(store, run));
  const ids = [...new Set(sources.flatMap(({ players }) => players.map(({ id }) => id)))];
  const chosen = (list: string | undefined): readonly string[] | undefined =>
    list === undefined ? undefined : chosenPlayers(ids, list);
  const { status, seat, split: validation = 0, seed = 0 } = options;
  return readingOf(sources, logReader(store), {
    players: chosen(options.player),
    coPlayers: chosen(options.coPlayer),
    status,
    seat,
    validation,
    seed,
  });
}

/**
 * The runs that are asked for, each once, of one game where one is named.
 *
 * @throws SpecError where there is none
 */
function runsOf(store: Store, asked: readonly string[], game: string | undefined): readonly LoggedRun[] {
  const found = asked.length === 0 ? [findRun(store, undefined)] : asked.map((name) => findRun(store, name));
  const runs = [...new Map(found.map((run) => [run.id, run])).values()];
  const isOf = (id: string): boolean => id === game || id.startsWith(`${game!}(`);
  const kept = game === undefined ? runs : runs.filter((run) => isOf(run.game.id));
  if (kept.length > 0) return kept;
  const games = [...new Set(runs.map((run) => run.game.id))];
  const nearest = nearestWord(game!, games);
  throw new SpecError(`none of these runs is of the game "${game!}"`, {
    hint: nearest === undefined ? `They are of ${games.join(", ")}.` : `Did you mean ${nearest}?`,
  });
}

/** Options that only the format icl has a use for. */
const OF_ICL = ["trajectories", "burstiness", "same", "queryLast", "independent", "sequences"] as const;

function burstinessOf(options: ExportOptions): BurstinessOptions {
  const { trajectories = 5, burstiness = 1, same, queryLast = false, independent = false } = options;
  const given = OF_ICL.find((name) => options[name] !== undefined);
  if (given !== undefined && options.format !== "icl") {
    const name = given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new SpecError(`--${name} is of the format icl, and has no place in ${options.format}`);
  }
  return {
    trajectories,
    burstiness: independent ? null : burstiness,
    same: same === "all" ? "all" : 2,
    queryLast,
    sequences: options.sequences,
  };
}

function summarise(out: string, { splits, counts, total, leftOut }: Reading, manifest: JsonObject): void {
  const files = manifest["files"] as readonly { path: string; rows: number | null; bytes: number }[];
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  print(
    `${out}: ${counted(total.matches, "match", "matches")}, ${count(total.turns)} turns, ${count(bytes)} bytes`,
  );
  if (splits.length > 1) {
    for (const split of splits) {
      const { matches, pairings } = counts[split];
      const share = percent(matches / total.matches);
      print(
        `  ${split}: ${counted(matches, "match", "matches")} (${share}) of ${counted(pairings, "pairing")}`,
      );
    }
  }
  for (const { path, rows } of files) print(rows === null ? `  ${path}` : `  ${path}: ${count(rows)}`);
  if (leftOut > 0)
    print(`  left out for their status: ${counted(leftOut, "match", "matches")}; --status all takes them`);
}
