import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../src/core/json.ts";
import type { MatchRecord } from "../../src/core/trajectory.ts";
import { logReader, sourceRun } from "../../src/commands/export-source.ts";
import type { BurstinessOptions } from "../../src/export/burstiness.ts";
import { writeDataset } from "../../src/export/dataset.ts";
import type { ExportFormat } from "../../src/export/format.ts";
import { readingOf, type Reading } from "../../src/export/reading.ts";
import type { Selection } from "../../src/export/selection.ts";
import { messagesOf } from "../../src/report/request.ts";
import type { NewRun, RunId } from "../../src/store/runs.ts";
import type { Store } from "../../src/store/store.ts";
import { newRun, newStore, PERIOD, sampleRecords, temporaryFolder } from "../store/sample.ts";

export const EVERYTHING: Selection = {
  players: undefined,
  coPlayers: undefined,
  status: "complete",
  seat: "both",
  validation: 0,
  seed: 0,
};

export const BURSTY: BurstinessOptions = {
  trajectories: 3,
  burstiness: 1,
  same: 2,
  queryLast: false,
  sequences: undefined,
};

/** A log with one run of these matches; by default every pairing of three players, twice. */
export function logged(
  run: NewRun = newRun(),
  records: readonly MatchRecord[] = sampleRecords(run, 2),
): { readonly store: Store; readonly id: RunId } {
  const store = newStore();
  const id = store.beginRun(run);
  store.append(id, records, PERIOD);
  return { store, id };
}

/** What a selection takes of runs of a log. */
export const reading = (store: Store, ids: readonly RunId[], selection: Partial<Selection> = {}): Reading =>
  readingOf(
    ids.map((id) => sourceRun(store, store.run(id)!)),
    logReader(store),
    { ...EVERYTHING, ...selection },
  );

export interface Exported {
  readonly manifest: JsonObject;
  /** The whole path of a file of the dataset. */
  readonly path: (name: string) => string;
  readonly text: (name: string) => string;
  /** A file of JSON lines. */
  readonly lines: (name: string) => readonly Record<string, unknown>[];
}

/** Exports to a folder that is gone after the test. */
export function exported(
  format: ExportFormat,
  taken: Reading,
  burstiness: Partial<BurstinessOptions> = {},
): Exported {
  const folder = join(temporaryFolder(), "dataset");
  const steps = writeDataset({
    reading: taken,
    format,
    services: { burstiness: { ...BURSTY, ...burstiness }, messagesOf },
    path: folder,
    replace: false,
    version: "0.0.0",
  });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const path = (name: string): string => join(folder, name);
  const text = (name: string): string => readFileSync(path(name), "utf8");
  return {
    manifest: step.value,
    path,
    text,
    lines: (name) =>
      text(name)
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
