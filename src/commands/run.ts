import { keyOf } from "../core/trajectory.ts";
import { readPrices } from "../llm/prices.ts";
import { Switchboard } from "../llm/switchboard.ts";
import { openCache } from "../store/cache.ts";
import { openStore } from "../store/open.ts";
import { batchOf, interruptedOf, isPlayed, spentOn } from "./batch.ts";
import { departureLines } from "./departures.ts";
import { openDesk } from "./desk.ts";
import { describe } from "./dry-run.ts";
import { agentsOf } from "./estimates.ts";
import { playCell, type CellResult, type PlayingOptions, type Sitting } from "./play-cell.ts";
import { readExperiment, type Overrides } from "./read-tournament.ts";
import { replay } from "./replay.ts";
import { cacheOf } from "./reply-cache.ts";
import { requireAffordable, type SpendingOptions } from "./spending.ts";
import { exitCodeAfter, FAILED } from "./terminal/failure.ts";
import { note, printJson } from "./terminal/output.ts";
import { requireScreen, wantsScreen } from "./terminal/screen.ts";

export interface RunOptions extends Overrides, PlayingOptions, SpendingOptions {
  readonly db: string;
  readonly dryRun?: boolean;
  /** A run of the log to play again, without a network. */
  readonly replay?: string;
  /** Commander's spelling of --no-cache. */
  readonly cache: boolean;
}

/**
 * Plays a tournament file, or what is left of it where the same one was interrupted: its only cell, or all cells of its
 * grid one after the other.
 *
 * @returns the exit code: 0 only where every match is complete
 */
export async function run(file: string, options: RunOptions): Promise<number> {
  const { cap, repetitions, seed, noise, db } = options;
  const desk = openDesk();
  const experiment = readExperiment(file, { cap, repetitions, seed, noise }, desk.catalogue);
  if (options.replay !== undefined) return replay(experiment, options.replay, desk, options);
  const prices = readPrices(options.prices);
  if (options.dryRun === true) return describe(experiment, prices, options);

  const agents = agentsOf(experiment);
  for (const agent of agents) agent.requireReady();
  for (const line of departureLines(agents)) note(line);
  if (agents.length > 0 && !(await requireAffordable(experiment, prices, options))) return FAILED;
  const isGrid = experiment.cells.length > 1;
  const onScreen = options.plain !== true && options.json !== true && !isGrid && wantsScreen();
  if (onScreen) requireScreen();

  using store = openStore(db, { mode: "write" });
  using cache = agents.length > 0 && options.cache ? openCache(cacheOf(db)) : null;
  const batch = batchOf(store, experiment, options);
  let sitting: Sitting | null = null;
  let unreadable: ReadonlySet<string> = new Set();
  using switchboard = new Switchboard({
    now: Date.now,
    ...experiment.operation,
    prices,
    cache,
    spentBefore: spentOn(store, isGrid ? batch : interruptedOf(store, experiment, options)),
    // Their replies are in the cache, and would be as unreadable again.
    isToAskAnew: (match) => unreadable.has(keyOf(match)),
    pay: (payment) => store.pay(sitting!.log.run, payment, Date.now()),
    onSpent: (error) => sitting!.stop.abort(error),
    allowUnknownPrice: options.allowUnknownPrice,
  });
  const calls = agents.length === 0 ? undefined : () => switchboard.status();

  const results: CellResult[] = [];
  let first = batch[0]?.batch ?? null;
  for (const [index, cell] of experiment.cells.entries()) {
    const logged = batch.find((run) => run.cell === index);
    if (logged !== undefined && isPlayed(logged, options)) continue;
    const place = isGrid ? { hash: experiment.hash, cell: index, batch: first } : null;
    desk.connect(switchboard.under(cell.tournament.conditions));
    const result = await playCell(cell, place, { ...options, store, onScreen, calls }, (begun) => {
      const { run, retried } = begun.log;
      sitting = begun;
      unreadable = new Set(retried.filter(({ code }) => code === "unreadable").map(keyOf));
      first ??= run;
    });
    results.push(result);
    if (!result.isWhole) break;
  }
  if (options.json === true) printJson(isGrid ? results.map(({ json }) => json) : results[0]!.json);
  const before = batch.filter((logged) => isPlayed(logged, options));
  const complete = before.length + results.filter(({ isWhole }) => isWhole).length;
  if (isGrid) note(`${complete} of ${experiment.cells.length} cells are complete: coplay runs`);
  if (results.some(({ isSpent }) => isSpent)) return FAILED;
  const broken = results.find(({ isWhole }) => !isWhole);
  if (broken !== undefined) return exitCodeAfter(broken.stoppedBy);
  return [...before, ...results].every(({ aborted }) => aborted === 0) ? 0 : FAILED;
}
