import { createHash } from "node:crypto";
import { hostname } from "node:os";
import { SpecError, StoreError } from "../core/errors.ts";
import { canonicalJson, type Json } from "../core/json.ts";
import { parsePlayerId } from "../core/player-id.ts";
import type { MatchRecord } from "../core/trajectory.ts";
import type { Mapping } from "../import/mapping.ts";
import type { ImportedPlayer } from "../import/players.ts";
import type { PlannedRun } from "../import/survey.ts";
import { isInterrupted } from "../run-log.ts";
import type { LoggedPlayer, RunId } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import { version } from "../version.ts";
import { note } from "./terminal/output.ts";

/** A file, and what makes it this one whatever it is called. */
export interface SourceFile {
  readonly name: string;
  readonly sha256: string;
}

/** Matches, and turns of them, that are logged at once at most. */
const BATCH = 500;
const BATCH_TURNS = 500_000;

/** SHA-256 of what was imported and how; neither the files' names nor the run's are part of it. */
export function hashOf(
  sources: readonly SourceFile[],
  { title: _, source: __, ...mapping }: Mapping,
): string {
  const text = canonicalJson({
    imported: sources.map(({ sha256 }) => sha256),
    mapping: mapping as unknown as Json,
  });
  return createHash("sha256").update(text).digest("hex");
}

/**
 * Makes sure that the same import is not in the log; what is left of one that was killed is taken out of it.
 *
 * @throws SpecError where it is
 * @throws StoreError where another process is at it
 */
export function makeRoom(store: Store, specHash: string, isForced: boolean): void {
  const earlier = store.runsOfSpec(specHash);
  const busy = earlier.find((run) => run.status === "running" && !isInterrupted(run));
  if (busy !== undefined) {
    throw new StoreError(
      store.path,
      `the same is being imported by process ${busy.process.pid}, as run ${busy.id}`,
    );
  }
  const whole = earlier.find(({ status }) => status === "complete");
  if (whole !== undefined && !isForced) {
    throw new SpecError(
      `the same files were imported with the same mapping before, as run ${whole.id}, ${whole.name}`,
      {
        place: store.path,
        hint: "--force imports them again.",
      },
    );
  }
  const left = earlier.filter(({ status }) => status !== "complete").map(({ id }) => id);
  if (left.length === 0) return;
  store.discardRuns(left);
  note(
    `an import of the same that was killed is taken out of the log: ${left.map((id) => `run ${id}`).join(", ")}`,
  );
}

/** What the runs of an import have in common. */
export interface ImportFacts {
  readonly name: string;
  readonly sources: readonly SourceFile[];
  readonly mapping: Mapping;
  readonly specHash: string;
}

/**
 * Writes down that a run of an import begins.
 *
 * @param cell the run's place among several that are told apart by factors, and the first of them, which is null for
 *   itself; null for one that stands alone
 */
export function beginImported(
  store: Store,
  run: PlannedRun,
  { name, sources, mapping, specHash }: ImportFacts,
  cell: { readonly index: number; readonly batch: RunId | null } | null,
): RunId {
  const { game, noise, seed, told, factors, label, players, matches, turns, repetitions } = run;
  return store.beginRun({
    name: label === "" ? name : `${name} [${label}]`,
    spec: JSON.stringify({ imported: { files: sources, mapping }, repetitions }),
    specHash,
    seed,
    game,
    noise,
    told,
    factors: JSON.stringify(factors),
    experiment: cell === null ? null : { hash: specHash, cell: cell.index, batch: cell.batch },
    plannedMatches: matches,
    plannedTurns: turns,
    codeVersion: version,
    nodeVersion: process.version,
    process: { pid: process.pid, host: hostname() },
    startedAt: Date.now(),
    players: players.map(playerOf),
  });
}

const playerOf = ({ id, kind }: ImportedPlayer): LoggedPlayer => ({
  id,
  kind,
  parameters: JSON.stringify(parametersOf(id)),
});

/** Those that an id names; none where it does not follow the grammar of ids, since it is somebody else's. */
function parametersOf(id: string): object {
  try {
    return parsePlayerId(id).parameters;
  } catch (error) {
    if (error instanceof SpecError) return {};
    throw error;
  }
}

/** Gathers matches, and logs them some at a time; `flush` logs those that are left. */
export function appenderTo(store: Store, runs: readonly RunId[]) {
  const gathered = runs.map((): MatchRecord[] => []);
  const startedAt = Date.now();
  let matches = 0;
  let turns = 0;
  const flush = (): void => {
    gathered.forEach((records, i) => {
      if (records.length === 0) return;
      store.append(runs[i]!, records.splice(0), { startedAt, endedAt: Date.now() });
    });
    matches = 0;
    turns = 0;
  };
  const add = (run: number, record: MatchRecord): void => {
    gathered[run]!.push(record);
    matches++;
    turns += record.row.length;
    if (matches >= BATCH || turns >= BATCH_TURNS) flush();
  };
  return { add, flush };
}
