import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stream } from "../core/random.ts";
import { replaceFile } from "../files/replace.ts";
import { drawFigure, type Figure } from "../report/charts/line-chart.ts";
import type { PublishedAgent } from "./agents.ts";
import { ARM_IDS, GAME, type ArmId } from "./arms.ts";
import { episodeFigure, headlineFigure, trainingFigure } from "./charts.ts";
import { deviationsOf } from "./deviations.ts";
import { placesOf, progressOf } from "./folder.ts";
import type { Order } from "./jobs.ts";
import type { ArmResult } from "./results.ts";
import { tableOf } from "./table.ts";
import { judge, type Verdict } from "./verdicts.ts";

/** What is not in the results themselves. */
export interface Imprint {
  readonly scale: string;
  readonly command: string;
  readonly coplay: string;
  /** The commit of coplay that it was made with; null where nobody said. */
  readonly commit: string | null;
  readonly node: string;
  /** The learners that are to be played. */
  readonly agents: readonly PublishedAgent[];
}

/**
 * Writes what there is: table.md, results.json, manifest.json and curves/*.svg. Equal results give equal files, but for
 * the durations in the manifest.
 */
export async function publish(
  order: Order,
  results: readonly ArmResult[],
  imprint: Imprint,
): Promise<Verdict> {
  const verdict = judge(results, stream("reproduction", "bootstrap"));
  const usual = (results.find(({ arm }) => arm === "mixed-pool") ?? results[0])?.config;
  const deviations = usual === undefined ? [] : deviationsOf(usual);
  const { evaluationEpisodes } = order.scale;
  const write = (file: string, text: string): void => replaceFile(join(order.out, file), Buffer.from(text));
  write("table.md", tableOf({ results, verdict, deviations, evaluationEpisodes, ...imprint }));
  write("results.json", jsonOf({ ...summaryOf(verdict), arms: results.map(withoutConfig) }));
  write(
    "manifest.json",
    jsonOf({
      ...imprint,
      game: GAME,
      evaluationEpisodes,
      deviations,
      arms: armsOf(order, results),
    }),
  );
  for (const [name, figure] of figuresOf(results)) write(`curves/${name}.svg`, await drawFigure(figure));
  return verdict;
}

/** Arms and seeds whose results a folder has, as "mixed-pool, seed 2"; none where nothing was published yet. */
export function publishedIn(out: string): readonly string[] {
  const file = join(out, "results.json");
  if (!existsSync(file)) return [];
  const { arms } = JSON.parse(readFileSync(file, "utf8")) as { arms: Pick<ArmResult, "arm" | "seed">[] };
  return arms.map(({ arm, seed }) => `${arm}, seed ${seed}`);
}

function figuresOf(results: readonly ArmResult[]): (readonly [name: string, figure: Figure])[] {
  const perArm = ARM_IDS.flatMap((arm) => {
    const own = results.filter((result) => result.arm === arm);
    if (own.length === 0) return [];
    return [[arm, trainingFigure(arm, own)] as const, [`${arm}-episode`, episodeFigure(arm, own)] as const];
  });
  return results.length === 0 ? [] : [["headline", headlineFigure(results)], ...perArm];
}

/** The verdict as data: every number, what it was held to, and what came of it. */
function summaryOf({ lines, reported, direction, level, headline }: Verdict): object {
  return {
    direction,
    level,
    headline,
    lines: lines.map(({ line, criteria, seeds, passed }) => ({
      id: line.id,
      arm: line.arm,
      claim: line.claim,
      over: line.over,
      passed,
      seeds,
      criteria: criteria.map(({ criterion, ...measured }) => {
        const { what, relation, threshold, paper } = criterion;
        return { what, relation, threshold, paper, ...measured };
      }),
    })),
    reported,
  };
}

const withoutConfig = ({ config: _, ...rest }: ArmResult): object => rest;

/** How each arm was trained, which its seeds share but for the seed and what follows from it, and what each took. */
function armsOf(order: Order, results: readonly ArmResult[]): object[] {
  return ARM_IDS.flatMap((arm: ArmId) => {
    const own = results.filter((result) => result.arm === arm);
    if (own.length === 0) return [];
    const seeds = own.map(({ seed, checkpoints }) => {
      const { trainingMs = null, evaluationMs = null } = progressOf(placesOf(order.out, { arm, seed })) ?? {};
      return { seed, checkpoints, trainingMs, evaluationMs };
    });
    return [{ arm, config: own[0]!.config, seeds }];
  });
}

/** Five digits are more than any of these numbers is good for. */
const jsonOf = (value: object): string =>
  `${JSON.stringify(
    value,
    (_, each: unknown) =>
      typeof each === "number" && !Number.isInteger(each) ? Number(each.toPrecision(5)) : each,
    1,
  )}\n`;
