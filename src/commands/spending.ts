import { createInterface } from "node:readline/promises";
import type { Estimate } from "../llm/estimate.ts";
import { requirePrices, type PriceList } from "../llm/prices.ts";
import { usd } from "../report/number.ts";
import type { Experiment } from "../tournament/experiment.ts";
import { agentsOf, estimates } from "./estimates.ts";

/** What may be spent, as the command line says it. */
export interface SpendingOptions {
  /** A price list that goes before the one that comes with coplay. */
  readonly prices?: string;
  readonly allowUnknownPrice?: boolean;
  /** Ask before spending more than this, in USD. */
  readonly askAbove: number;
  readonly yes?: boolean;
}

/**
 * Makes sure that the user wants to spend what an experiment may come to: a budget in USD needs prices, and on a
 * terminal more than the set amount needs a yes.
 *
 * @returns whether to go on
 * @throws BudgetError where a budget could not hold because a price is not known
 */
export async function requireAffordable(
  experiment: Experiment,
  prices: PriceList,
  options: SpendingOptions,
): Promise<boolean> {
  const { run, perPlayer } = experiment.operation.budget;
  const isBounded = run.usd !== null || perPlayer.usd !== null;
  const providers = agentsOf(experiment).map(({ provider }) => provider);
  if (isBounded && options.allowUnknownPrice !== true) requirePrices(prices, providers);
  const bound = run.usd ?? Infinity;
  return agreesToSpend(() => estimates(experiment, prices), bound, options, "; --dry-run says more");
}

/**
 * On a terminal, asks before more than the set amount is spent, or an amount that is not known.
 *
 * @param estimated what is expected; asked for only where the question may come up
 * @param bound a budget in USD, or Infinity
 * @param more said in the question, of where to find out more
 * @returns whether to go on
 */
export async function agreesToSpend(
  estimated: () => readonly Estimate[],
  bound: number,
  { askAbove, yes = false }: Pick<SpendingOptions, "askAbove" | "yes">,
  more = "",
): Promise<boolean> {
  if (yes || !process.stdin.isTTY || !process.stderr.isTTY) return true;
  const expected = estimated();
  const cost = expected.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
  if (cost <= askAbove && expected.every(({ costUsd }) => costUsd !== null)) return true;
  return answeredYes(question(expected, cost, bound, more));
}

function question(expected: readonly Estimate[], cost: number, bound: number, more: string): string {
  const longest = expected.reduce((sum, { mostCostUsd }) => sum + (mostCostUsd ?? 0), 0);
  const most = longest > bound ? `${usd(bound)}, its budget` : usd(longest);
  const unknown = expected.filter(({ costUsd }) => costUsd === null).map(({ player }) => player);
  const besides = unknown.length === 0 ? "" : `, and ${unknown.join(", ")} at unknown prices`;
  return `This will cost about ${usd(cost)} (at most ${most})${besides}${more}. Go on? [y/N] `;
}

async function answeredYes(text: string): Promise<boolean> {
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await asking.question(text)).trim());
  } finally {
    asking.close();
  }
}
