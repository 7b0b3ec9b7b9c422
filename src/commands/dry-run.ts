import { ProviderError } from "../core/errors.ts";
import type { LlmAgent } from "../llm/agent.ts";
import type { PriceList } from "../llm/prices.ts";
import { count, counted, NONE, usd } from "../report/number.ts";
import type { Column } from "../report/table.ts";
import type { Experiment } from "../tournament/experiment.ts";
import { planOf } from "../tournament/schedule.ts";
import { departureLines } from "./departures.ts";
import { agentsOf, estimates, likelyTurns, type PlayerEstimate } from "./estimates.ts";
import { note, print, printJson, printTable } from "./terminal/output.ts";

/** More cells than this are told by their number only. */
const CELLS_SHOWN = 30;

const fromTo = (least: string, most: string): string => (least === most ? least : `${least} – ${most}`);

const columns: readonly Column<PlayerEstimate>[] = [
  { header: "player", align: "left", rank: 0, value: ({ player }) => player },
  { header: "matches", align: "right", rank: 3, value: ({ matches }) => count(matches) },
  { header: "calls", align: "right", rank: 0, value: ({ calls }) => count(calls) },
  { header: "calls at most", align: "right", rank: 2, value: ({ mostCalls }) => count(mostCalls) },
  { header: "tokens in", align: "right", rank: 1, value: ({ inputTokens }) => count(inputTokens) },
  { header: "tokens out", align: "right", rank: 1, value: ({ outputTokens }) => count(outputTokens) },
  {
    header: "cost",
    align: "right",
    rank: 0,
    value: ({ costUsd }) => (costUsd === null ? "unknown" : usd(costUsd)),
  },
  {
    header: "cost at most",
    align: "right",
    rank: 2,
    value: ({ mostCostUsd }) => (mostCostUsd === null ? NONE : usd(mostCostUsd)),
  },
];

/** Where the lengths of matches are left to chance. */
const rangeColumns: readonly Column<PlayerEstimate>[] = [
  {
    header: "calls, other seeds",
    align: "right",
    rank: 3,
    value: ({ otherSeeds: { calls } }) => fromTo(count(calls.least), count(calls.most)),
  },
  {
    header: "cost, other seeds",
    align: "right",
    rank: 3,
    value: ({ otherSeeds: { costUsd } }) =>
      costUsd === null ? NONE : fromTo(usd(costUsd.least), usd(costUsd.most)),
  },
];

/** Says what an experiment amounts to, and what its calls may cost, without playing anything. */
export function describe(
  experiment: Experiment,
  prices: PriceList,
  { json = false }: { readonly json?: boolean },
): number {
  const cells = experiment.cells.map(({ tournament, factors }) => {
    const { name, players, repetitions, matches, turns } = planOf(tournament);
    const range = likelyTurns([{ tournament, matches }]);
    return {
      name,
      factors,
      game: tournament.game.id,
      players,
      repetitions,
      matches,
      turns,
      range,
      spec: tournament.spec,
    };
  });
  const expected = estimates(experiment, prices);
  const agents = agentsOf(experiment);
  for (const line of [...departureLines(agents), ...missing(agents)]) note(line);
  if (json) {
    const [only] = cells;
    const calls =
      expected.length === 0 ? {} : { prices: prices.asOf, calls: expected, departures: departuresOf(agents) };
    printJson(cells.length === 1 ? { ...only, ...calls } : { name: experiment.name, cells, ...calls });
    return 0;
  }
  for (const { name, game, players, repetitions, matches, turns, range } of cells.slice(0, CELLS_SHOWN)) {
    const times = counted(repetitions, "repetition");
    print(`${name}: ${game}, ${counted(players.length, "player")}, ${times} of each pairing`);
    const other =
      range.least === range.most
        ? ""
        : ` (with other seeds ${count(range.least)} to ${count(range.most)}, 95 %)`;
    print(`${counted(matches, "match", "matches")}, ${counted(turns, "turn")}${other}`);
  }
  if (cells.length > CELLS_SHOWN) print(`and ${counted(cells.length - CELLS_SHOWN, "more cell")}`);
  if (expected.length === 0) return 0;
  print();
  const isRandom = cells.some(({ range }) => range.least < range.most);
  printTable(isRandom ? [...columns, ...rangeColumns] : columns, expected);
  const cost = expected.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
  const unknown = expected.filter(({ costUsd }) => costUsd === null).length;
  print(
    `about ${usd(cost)} in all${unknown === 0 ? "" : `, and ${counted(unknown, "player")} at unknown prices`}`,
    "bold",
  );
  note(
    `Tokens are estimated from the prompts as they will be sent; a model that reasons writes more. "At most" is with every re-ask, and replies as long as they may be. Prices are ${originOf(prices)}.`,
  );
  return 0;
}

const departuresOf = (agents: readonly LlmAgent[]): readonly object[] =>
  agents.flatMap(({ id, departures }) => departures.map((departure) => ({ player: id, ...departure })));

/** Why a run would not begin, a line for each thing that is to be done about it. */
function missing(agents: readonly LlmAgent[]): readonly string[] {
  const faults = new Map<string, string>();
  for (const agent of agents) {
    try {
      agent.requireReady();
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      const { message, hint = "" } = error;
      if (!faults.has(hint)) faults.set(hint, `a run would not begin: ${message}. ${hint}`);
    }
  }
  return [...faults.values()];
}

/** Where prices come from, as in `as of 2026-11-05`. */
function originOf({ asOf, otherwise }: PriceList): string {
  const others = otherwise === null ? "" : `, and for other models ${originOf(otherwise)}`;
  return asOf === null ? `of your own list${others}` : `as of ${asOf}`;
}
