import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { SpecError } from "../core/errors.ts";
import { publishAgents } from "../reproduction/agents.ts";
import { GAME, ARM_IDS, type ArmId } from "../reproduction/arms.ts";
import type { Job } from "../reproduction/folder.ts";
import { resultsOf, type Order } from "../reproduction/jobs.ts";
import { publish, publishedIn } from "../reproduction/publish.ts";
import { reproduce as run } from "../reproduction/run.ts";
import type { ArmResult } from "../reproduction/results.ts";
import { DEFAULT_SCALE, SCALES, type ScaleName } from "../reproduction/scales.ts";
import { statusOf } from "../reproduction/status.ts";
import { version } from "../version.ts";
import { openDesk } from "./desk.ts";
import { doingFor, lineFor } from "./reproduce-lines.ts";
import { lineColumns, statusColumns, summaryLines } from "./reproduce-tables.ts";
import { exitCodeAfter, type StopSignal } from "./terminal/failure.ts";
import { note, print, printJson, printTable } from "./terminal/output.ts";
import { onStopSignal } from "./terminal/signals.ts";
import { openCrew } from "./training-crew.ts";

export interface ReproduceOptions {
  readonly arm?: string;
  readonly seeds: number;
  readonly seed?: number;
  readonly scale: ScaleName;
  readonly out?: string;
  readonly workers?: number;
  readonly commit?: string;
  readonly status?: boolean;
  readonly reportOnly?: boolean;
  readonly json?: boolean;
}

/**
 * Reproduces a published result, or what is left of it: trains and evaluates arm by arm and seed by seed, holds all that
 * is there to the protocol, and writes it down.
 *
 * @returns the exit code: 0 once everything that was asked for has been done, whatever came of it
 */
export async function reproduce(what: string, options: ReproduceOptions): Promise<number> {
  const order = orderOf(what, options);
  const { status = false, reportOnly = false, json = false } = options;
  if (status) {
    showStatus(order, json);
    return 0;
  }
  if (!reportOnly) requireAllPublished(order, [...resultsOf(order), ...jobsOf(order)]);
  const stoppedBy = reportOnly ? null : await work(order, options);
  if (stoppedBy === null || resultsOf(order).length > 0) await report(order, what, options);
  if (stoppedBy === null) return 0;
  note("stopped: every phase that ended is kept; the same command goes on from there");
  return exitCodeAfter(stoppedBy);
}

function orderOf(what: string, { arm, seeds, seed, scale, out }: ReproduceOptions): Order {
  const suffix = scale === DEFAULT_SCALE ? "" : `-${scale}`;
  return {
    out: out ?? `results/${what}${suffix}`,
    scale: SCALES[scale],
    arms: arm === undefined ? ARM_IDS : armsIn(arm),
    seeds: seed === undefined ? Array.from({ length: seeds }, (_, i) => i + 1) : [seed],
  };
}

function armsIn(text: string): readonly ArmId[] {
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !(ARM_IDS as readonly string[]).includes(name));
  if (unknown === undefined) return ARM_IDS.filter((arm) => names.includes(arm));
  throw new SpecError(`there is no arm "${unknown}"`, {
    place: "--arm",
    hint: `Arms are ${ARM_IDS.join(", ")}.`,
  });
}

/** After so long without a line, what is under way is said. */
const DOING_MS = 30_000;

/** Does what is left to do. @returns what asked to stop before it was done; null where nothing did */
async function work(order: Order, { workers }: ReproduceOptions): Promise<StopSignal | null> {
  const { catalogue } = openDesk();
  const stop = new AbortController();
  let stoppedBy: StopSignal | null = null;
  using _ = onStopSignal((signal) => {
    stoppedBy = signal;
    note("stopping after the phase under way; Ctrl-C again stops at once, and loses that phase");
    stop.abort();
  });
  const crew = openCrew(workers ?? availableParallelism(), catalogue);
  try {
    const game = catalogue.game(GAME);
    const now = (): number => performance.now();
    let said: string | null = null;
    let saidMs = now();
    for await (const event of run(order, { crew, game, version, now, signal: stop.signal })) {
      const line = lineFor(event) ?? (now() - saidMs > DOING_MS ? doingFor(event) : null);
      // Whoever waits says so once.
      if (line !== null && line !== said) note(line);
      if (line !== null) [said, saidMs] = [line, now()];
      // A phase may compute for long without waiting for anything: signals are heard here.
      await setImmediate();
    }
  } finally {
    await crew.close();
  }
  return stoppedBy;
}

async function report(order: Order, what: string, options: ReproduceOptions): Promise<void> {
  const { scale, commit = null, json = false } = options;
  const results = resultsOf(order);
  if (results.length === 0) {
    throw new SpecError(`${order.out} has no evaluation of this machine's to publish`, {
      hint: "The same command without --report-only trains and evaluates first.",
    });
  }
  requireAllPublished(order, results);
  const seeds = seedsOfAll(results);
  const command = `coplay reproduce ${what} --seeds ${seeds}${scale === DEFAULT_SCALE ? "" : ` --scale ${scale}`}`;
  const agents = publishAgents(order.out, results);
  const imprint = { scale, command, coplay: version, commit, node: process.version, agents };
  const verdict = await publish(order, results, imprint);
  if (json) {
    printJson(verdict);
    return;
  }
  printTable(lineColumns(verdict), verdict.lines);
  print();
  for (const line of summaryLines(verdict)) print(line);
  note(`${order.out}/table.md has every figure, curves/ the charts, manifest.json how it was made`);
}

const jobsOf = ({ arms, seeds }: Order): readonly Job[] =>
  arms.flatMap((arm) => seeds.map((seed) => ({ arm, seed })));

/** What was published may come from another machine, whose evaluations are not here: it is not to be lost. */
function requireAllPublished({ out }: Order, evaluated: readonly Job[]): void {
  const here = new Set(evaluated.map(({ arm, seed }) => `${arm}, seed ${seed}`));
  const lost = publishedIn(out).find((each) => !here.has(each));
  if (lost === undefined) return;
  throw new SpecError(
    `${out} has published ${lost}, which is not evaluated on this machine: it is left as it is`,
    {
      hint: "Ask for it as well, or reproduce into another folder with --out.",
    },
  );
}

/** The most seeds that every arm has which is there at all: others may have more because learners of theirs are needed. */
function seedsOfAll(results: readonly ArmResult[]): number {
  const most = new Map<ArmId, number>();
  for (const { arm, seed } of results) most.set(arm, Math.max(seed, most.get(arm) ?? 0));
  return Math.min(...most.values());
}

function showStatus(order: Order, json: boolean): void {
  const status = statusOf(order);
  if (json) printJson(status);
  else printTable(statusColumns(order.seeds), status);
}
