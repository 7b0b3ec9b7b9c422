import type { Random } from "../core/random.ts";
import { bootstrapMean } from "../stats/bootstrap.ts";
import type { Interval } from "../stats/interval.ts";
import { meanOf, quantile } from "../stats/average.ts";
import type { ArmId } from "./arms.ts";
import {
  cooperationOf,
  isMet,
  LINES,
  REPORTED,
  SHARE,
  transientOf,
  type Criterion,
  type Line,
  type Others,
} from "./protocol.ts";
import type { ArmResult } from "./results.ts";

/** What one criterion came to, seed by seed. */
interface CriterionVerdict {
  readonly criterion: Criterion;
  readonly values: readonly {
    readonly seed: number;
    readonly value: number | null;
    readonly met: boolean | null;
  }[];
  readonly mean: number | null;
  /** Sample standard deviation over seeds; null for fewer than two. */
  readonly deviation: number | null;
}

/** PASS, FAIL, or null where something that it needs has not been done. */
export type Passed = boolean | null;

/** What one line came to. */
export interface LineVerdict {
  readonly line: Line;
  readonly criteria: readonly CriterionVerdict[];
  readonly seeds: readonly { readonly seed: number; readonly passed: Passed }[];
  readonly passed: Passed;
}

/** A claim that is held against seeds: so many of so many, and whether those are enough. */
export interface Flag {
  readonly seeds: readonly { readonly seed: number; readonly passed: Passed }[];
  readonly passed: Passed;
}

/** The difference that the pool of co-players makes. */
interface Contrast {
  readonly arm: ArmId;
  /** Mean cooperation between learners: mixed pool less this arm. */
  readonly difference: number | null;
  /** Bootstrap over seeds, each arm by itself. */
  readonly interval: Interval | null;
  readonly mixedPool: Interval | null;
  readonly ablation: Interval | null;
  /** Whether the intervals of the two arms do not overlap. */
  readonly passed: Passed;
}

/** What a reproduction came to. */
export interface Verdict {
  readonly lines: readonly LineVerdict[];
  readonly reported: readonly (Pick<CriterionVerdict, "values" | "mean" | "deviation"> & {
    readonly arm: ArmId;
    readonly what: string;
    readonly paper: number | null;
  })[];
  /** Cooperation rises well above both ablations, after defection came first: what is asked of smaller scales. */
  readonly direction: Flag;
  /** The mixed pool meets the thresholds themselves. */
  readonly level: Flag;
  /** Diversity causes cooperation: the mixed pool and both ablations together, apart by more than chance. */
  readonly headline: { readonly contrasts: readonly Contrast[]; readonly passed: Passed };
}

/** Seeds that the protocol asks for at least. */
export const SEEDS_ASKED = 5;

/** Cooperation in the mixed pool, and above the ablations, that {@link Verdict.direction} asks for. */
const DIRECTION = { cooperation: 0.4, above: 0.3, transient: 0.15 };

/** Judges all results that there are. @param random for the bootstrap */
export function judge(results: readonly ArmResult[], random: Random): Verdict {
  const find = (arm: ArmId, seed: number): ArmResult | null =>
    results.find((result) => result.arm === arm && result.seed === seed) ?? null;
  const of = (arm: ArmId): ArmResult[] =>
    results.filter((result) => result.arm === arm).sort((a, b) => a.seed - b.seed);
  const othersAt =
    (seed: number): Others =>
    (arm) =>
      find(arm, seed);
  const measured = (arm: ArmId, measure: Criterion["measure"]) =>
    of(arm).map((result) => ({ seed: result.seed, value: measure(result, othersAt(result.seed)) }));

  const lines = LINES.map((line): LineVerdict => {
    const criteria = line.criteria.map((criterion): CriterionVerdict => {
      const values = measured(line.arm, criterion.measure);
      return {
        criterion,
        values: values.map((each) => ({ ...each, met: isMet(criterion, each.value) })),
        ...spread(values.map(({ value }) => value)),
      };
    });
    const seeds = of(line.arm).map(({ seed }, i) => ({
      seed,
      passed: all(criteria.map(({ values }) => values[i]!.met)),
    }));
    const passed = line.over === "seeds" ? byShare(seeds) : all(criteria.map(byMean));
    return { line, criteria, seeds, passed };
  });

  const direction = of("mixed-pool").map((result) => {
    const own = cooperationOf(result);
    const above = (arm: ArmId): Passed => {
      const ablation = find(arm, result.seed);
      const other = ablation === null ? null : cooperationOf(ablation);
      return own === null || other === null ? null : own - other >= DIRECTION.above;
    };
    const transient = transientOf(result);
    const passed = all([
      own === null ? null : own >= DIRECTION.cooperation,
      above("no-tabular"),
      above("co-player-id"),
      transient === null ? null : transient <= DIRECTION.transient,
    ]);
    return { seed: result.seed, passed };
  });
  const passedLine = (id: string): LineVerdict => lines.find(({ line }) => line.id === id)!;
  const level = passedLine("4").seeds;

  const cooperationIn = (arm: ArmId): number[] => of(arm).flatMap((result) => cooperationOf(result) ?? []);
  const contrasts = (["no-tabular", "co-player-id"] as const).map((arm) =>
    contrast(arm, cooperationIn("mixed-pool"), cooperationIn(arm), random),
  );
  return {
    lines,
    reported: REPORTED.map(({ arm, what, paper, measure }) => {
      const values = measured(arm, measure);
      return {
        arm,
        what,
        paper,
        values: values.map((each) => ({ ...each, met: null })),
        ...spread(values.map(({ value }) => value)),
      };
    }),
    direction: { seeds: direction, passed: byShare(direction) },
    level: { seeds: level, passed: byShare(level) },
    headline: {
      contrasts,
      passed: all([
        ...["4", "5", "6"].map((id) => passedLine(id).passed),
        ...contrasts.map(({ passed }) => passed),
      ]),
    },
  };
}

/** False if any is, null if any is missing, true otherwise; null of nothing. */
function all(parts: readonly Passed[]): Passed {
  if (parts.includes(false)) return false;
  return parts.length === 0 || parts.includes(null) ? null : true;
}

/** Whether enough seeds pass; null where some are not done, or none is there. */
function byShare(seeds: readonly { readonly passed: Passed }[]): Passed {
  if (seeds.length === 0 || seeds.some(({ passed }) => passed === null)) return null;
  const passing = seeds.filter(({ passed }) => passed === true).length;
  return passing / seeds.length >= SHARE;
}

/** Whether the mean over seeds is what a criterion wants; null where it cannot be had of some, or none is there. */
function byMean({ criterion, values, mean }: CriterionVerdict): Passed {
  return values.some(({ value }) => value === null) ? null : isMet(criterion, mean);
}

function spread(values: readonly (number | null)[]): Pick<CriterionVerdict, "mean" | "deviation"> {
  const there = values.filter((value) => value !== null);
  const mean = meanOf(there);
  if (mean === null || there.length < 2) return { mean, deviation: null };
  const squares = there.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (there.length - 1)) };
}

function contrast(
  arm: ArmId,
  mixed: readonly number[],
  ablated: readonly number[],
  random: Random,
): Contrast {
  const mixedPool = bootstrapMean(mixed, random);
  const ablation = bootstrapMean(ablated, random);
  const a = meanOf(mixed);
  const b = meanOf(ablated);
  return {
    arm,
    difference: a === null || b === null ? null : a - b,
    interval: bootstrapDifference(mixed, ablated, random),
    mixedPool,
    ablation,
    passed: mixedPool === null || ablation === null ? null : mixedPool.low > ablation.high,
  };
}

const RESAMPLES = 10_000;

/** Percentile bootstrap interval of a difference of means, both samples drawn anew; null for fewer than two in either. */
function bootstrapDifference(a: readonly number[], b: readonly number[], random: Random): Interval | null {
  if (a.length < 2 || b.length < 2) return null;
  const meanOfDraw = (values: readonly number[]): number => {
    const drawn = values.map(() => values[random.below(values.length)]!);
    return drawn.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const differences = Float64Array.from({ length: RESAMPLES }, () => meanOfDraw(a) - meanOfDraw(b)).sort();
  return { low: quantile(differences, 0.025), high: quantile(differences, 0.975) };
}
