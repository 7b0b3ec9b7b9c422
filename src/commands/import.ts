import { basename } from "node:path";
import { SpecError } from "../core/errors.ts";
import { digestOf } from "../import/bytes.ts";
import { recordsOf } from "../import/records.ts";
import { surveyOf, type PlannedRun, type Survey } from "../import/survey.ts";
import { count, counted } from "../report/number.ts";
import type { Column } from "../report/table.ts";
import { openStore } from "../store/open.ts";
import type { RunId } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import { openDesk } from "./desk.ts";
import { appenderTo, beginImported, hashOf, makeRoom, type SourceFile } from "./import-log.ts";
import { gameReader, readMapping, type MappingOverrides } from "./read-mapping.ts";
import { exitCodeAfter } from "./terminal/failure.ts";
import { note, printJson, printTable } from "./terminal/output.ts";
import { onStopSignal } from "./terminal/signals.ts";

export interface ImportOptions extends MappingOverrides {
  readonly db: string;
  readonly map: string;
  readonly name?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** What the command says of a run that it made. */
interface ImportedRun {
  readonly run: RunId;
  readonly name: string;
  readonly factors: PlannedRun["factors"];
  readonly players: number;
  readonly matches: number;
  readonly aborted: number;
  readonly turns: number;
}

/**
 * Takes trajectories that somebody else logged into the log, as a run, or as one for each combination of factors. They
 * are there whole or not at all: files are read to their ends before anything is written, and what was written is taken
 * out again if anything fails after that.
 *
 * @returns the exit code
 * @throws SpecError for what is wrong with the files or the mapping, and where the same was imported before
 */
export async function importFiles(files: readonly string[], options: ImportOptions): Promise<number> {
  const { catalogue } = openDesk();
  const mapping = readMapping(options.map, options);
  const readGame = gameReader(catalogue);
  const sources: SourceFile[] = [];
  for (const file of files) sources.push({ name: basename(file), sha256: await digestOf(file) });
  const survey = await surveyOf(files, mapping, readGame);

  using store = openStore(options.db, { mode: "write" });
  const specHash = hashOf(sources, mapping.mapping);
  makeRoom(store, specHash, options.force === true);

  let stopped = 0;
  using _ = onStopSignal((signal) => {
    stopped = exitCodeAfter(signal);
  });
  const name =
    options.name ??
    basename(files[0]!)
      .replace(/\.gz$/, "")
      .replace(/\.[^.]+$/, "");
  const facts = { name, sources, mapping: mapping.mapping, specHash };
  const areCells =
    survey.runs.length > 1 && survey.runs.some(({ factors }) => Object.keys(factors).length > 0);
  const runs: RunId[] = [];
  try {
    survey.runs.forEach((run, index) => {
      runs.push(beginImported(store, run, facts, areCells ? { index, batch: runs[0] ?? null } : null));
    });
    const appender = appenderTo(store, runs);
    for await (const records of recordsOf(files, mapping, readGame, survey)) {
      for (const { run, record } of records) appender.add(run, record);
      if (stopped > 0) break;
    }
    appender.flush();
    await requireSame(files, sources);
  } catch (error) {
    discard(store, runs);
    // Whatever went wrong, it did not when the same files were surveyed.
    await requireSame(files, sources);
    throw error;
  }
  if (stopped > 0) {
    store.discardRuns(runs);
    note("stopped; nothing was imported");
    return stopped;
  }
  for (const run of runs) store.endRun(run, Date.now());
  tell(store, runs, survey, options.json === true);
  return 0;
}

/** Takes out what an import that failed has written. Where even that fails, it stands as interrupted, which it is. */
function discard(store: Store, runs: readonly RunId[]): void {
  try {
    store.discardRuns(runs);
  } catch (error) {
    note(`what was written cannot be taken out again: ${(error as Error).message}`);
  }
}

async function requireSame(files: readonly string[], sources: readonly SourceFile[]): Promise<void> {
  for (const [i, file] of files.entries()) {
    if ((await digestOf(file)) === sources[i]!.sha256) continue;
    throw new SpecError("the file changed while it was imported, and nothing was", {
      place: file,
      hint: "Import it again when nothing writes to it.",
    });
  }
}

const columns: readonly Column<ImportedRun>[] = [
  { header: "run", align: "right", rank: 0, value: ({ run }) => String(run) },
  { header: "name", align: "left", rank: 0, value: ({ name }) => name },
  { header: "players", align: "right", rank: 1, value: ({ players }) => count(players) },
  { header: "matches", align: "right", rank: 0, value: ({ matches }) => count(matches) },
  { header: "aborted", align: "right", rank: 2, value: ({ aborted }) => count(aborted) },
  { header: "turns", align: "right", rank: 1, value: ({ turns }) => count(turns) },
];

/** Says what was imported. */
function tell(store: Store, ids: readonly RunId[], { runs, rows, leftOut }: Survey, isJson: boolean): void {
  const imported = ids.map((run, i): ImportedRun => {
    const { name, matches, aborted } = store.run(run)!;
    const { factors, players, turns } = runs[i]!;
    return { run, name, factors, players: players.length, matches, aborted, turns };
  });
  if (isJson) printJson(imported);
  else printTable(columns, imported);
  if (leftOut > 0)
    note(`${count(leftOut)} of ${counted(rows, "row")} are left out, as the mapping's \`where\` has it`);
}
