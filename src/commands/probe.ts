import { BudgetError } from "../core/errors.ts";
import type { TournamentEvent } from "../core/events.ts";
import type { MatchRecord } from "../core/trajectory.ts";
import { NO_BUDGETS, type Budgets } from "../core/usage.ts";
import { isLlmAgent } from "../llm/agent.ts";
import { estimate } from "../llm/estimate.ts";
import { priceOf, readPrices, requirePrices, type PriceList } from "../llm/prices.ts";
import { Switchboard } from "../llm/switchboard.ts";
import { laneOf } from "../match/lockstep.ts";
import { planProbe, type ProbePlan } from "../probe/plan.ts";
import { playProbe } from "../probe/probe.ts";
import { reportOf } from "../probe/report.ts";
import { strategies } from "../registry.ts";
import { counted, usd } from "../report/number.ts";
import type { MemoryOne } from "../stats/markov.ts";
import { openCache } from "../store/cache.ts";
import { createTournament, type Tournament } from "../tournament/spec.ts";
import { departureLines } from "./departures.ts";
import { openDesk } from "./desk.ts";
import { printProbe } from "./probe-tables.ts";
import { cacheOf } from "./reply-cache.ts";
import { agreesToSpend, type SpendingOptions } from "./spending.ts";
import { exitCodeAfter, FAILED } from "./terminal/failure.ts";
import { note, printJson } from "./terminal/output.ts";
import { withProgress } from "./terminal/progress.ts";
import { onStopSignal } from "./terminal/signals.ts";

export interface ProbeCommandOptions extends SpendingOptions {
  readonly game: string;
  readonly turns: number;
  readonly noise: number;
  readonly seed: number;
  readonly coPlayers?: number;
  readonly repetitions?: number;
  /** What its calls may cost at most, in USD. */
  readonly budget?: number;
  /** Beside this log stands the cache of replies. */
  readonly db: string;
  /** Commander's spelling of --no-cache. */
  readonly cache: boolean;
  readonly json?: boolean;
}

/** How many matches by default: those of agents cost money and time. */
const DEFAULTS = { others: { coPlayers: 1000, repetitions: 100 }, agent: { coPlayers: 20, repetitions: 1 } };

const memoryOne = strategies.find(({ id }) => id === "memory-one")!;
const strategyOf = ({ p, first }: MemoryOne) => memoryOne.create({ p: [...p], first });

/**
 * Probes one player and prints what its matches show. Nothing is logged.
 *
 * @returns the exit code: 0 only where every match is complete
 */
export async function probe(id: string, options: ProbeCommandOptions): Promise<number> {
  const { game, turns, noise, seed } = options;
  const desk = openDesk();
  const player = desk.catalogue.player(id);
  const data = { game, players: [player.id], turns, noise, seed, "self-play": true };
  const tournament = createTournament(data, desk.catalogue, "probe", () => "coplay probe");
  const { coPlayers, repetitions } = {
    ...DEFAULTS[player.kind === "agent" ? "agent" : "others"],
    ...options,
  };
  const plan = planProbe(player, {
    ...{ game: tournament.game, turns, noise, seed, told: tournament.told },
    ...{ coPlayers, repetitions, memoryOne: strategyOf },
  });
  const prices = readPrices(options.prices);
  if (!(await mayAsk(plan, prices, options))) return FAILED;
  return play(plan, tournament, prices, desk.connect, options);
}

/**
 * Makes sure that a player who has to ask somebody can do so, and that the user wants to pay for it.
 *
 * @throws CoplayError where there is nobody to ask, or a budget could not hold
 */
async function mayAsk(
  { player, matches }: ProbePlan,
  prices: PriceList,
  options: ProbeCommandOptions,
): Promise<boolean> {
  if (player.kind !== "agent") return true;
  player.requireReady?.();
  if (!isLlmAgent(player)) return true;
  for (const line of departureLines([player])) note(line);
  const { budget, allowUnknownPrice = false } = options;
  if (budget !== undefined && !allowUnknownPrice) requirePrices(prices, [player.provider]);
  const seats = matches.map((match) => ({ match, lane: laneOf(match, "row", player) }));
  const price = priceOf(prices, player.provider.name, player.provider.model);
  return agreesToSpend(() => [estimate(player, seats, price)], budget ?? Infinity, options);
}

async function play(
  plan: ProbePlan,
  tournament: Tournament,
  prices: PriceList,
  connect: ReturnType<typeof openDesk>["connect"],
  options: ProbeCommandOptions,
): Promise<number> {
  const isAgent = plan.player.kind === "agent";
  const stop = new AbortController();
  let code = FAILED;
  using cache = isAgent && options.cache ? openCache(cacheOf(options.db)) : null;
  using switchboard = new Switchboard({
    now: Date.now,
    budget: budgetOf(options.budget),
    prices,
    cache,
    onSpent: (error) => stop.abort(error),
    allowUnknownPrice: options.allowUnknownPrice,
  });
  connect(switchboard.under(tournament.conditions));
  using _ = onStopSignal((signal) => {
    note("stopping; Ctrl-C again stops at once");
    code = exitCodeAfter(signal);
    stop.abort();
  });
  const records: MatchRecord[] = [];
  const calls = isAgent ? () => switchboard.status() : undefined;
  for await (const event of withProgress(eventsOf(plan, tournament, stop.signal), Date.now, calls)) {
    if (event.kind === "matches") records.push(...event.records);
  }
  const report = reportOf(plan, records);
  if (options.json === true) printJson(report);
  else printProbe(report);
  const { planned, complete, aborted } = report.matches;
  if (isAgent) note(`paid ${usd(switchboard.status().spent.costUsd)}`);
  const reason: unknown = stop.signal.reason;
  if (reason instanceof BudgetError) note(`stopped: ${reason.message}; --budget sets it`);
  if (aborted > 0)
    note(`${counted(aborted, "match was", "matches were")} aborted and left out: ${reasonsOf(records)}`);
  if (complete + aborted < planned) {
    const again = isAgent && options.cache ? "; the same command takes the replies that are there" : "";
    note(`${complete} of ${counted(planned, "match", "matches")} were played${again}`);
  }
  return complete === planned ? 0 : code;
}

const budgetOf = (usd: number | undefined): Budgets =>
  usd === undefined ? NO_BUDGETS : { ...NO_BUDGETS, run: { ...NO_BUDGETS.run, usd } };

const reasonsOf = (records: readonly MatchRecord[]): string =>
  [...new Set(records.flatMap(({ reason }) => reason?.code ?? []))].join(", ");

/** The matches of a plan as a tournament would tell of them. */
async function* eventsOf(
  plan: ProbePlan,
  { game }: Tournament,
  signal: AbortSignal,
): AsyncGenerator<TournamentEvent> {
  const { player, field, matches, options } = plan;
  const turns = matches.length * options.turns;
  const players = [player.id, field.id];
  yield {
    kind: "started",
    plan: { name: "probe", game, players, repetitions: 1, matches: matches.length, turns },
    alreadyPlayed: 0,
  };
  for await (const record of playProbe(plan, signal)) yield { kind: "matches", records: [record] };
}
