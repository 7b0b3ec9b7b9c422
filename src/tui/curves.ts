import { decimals } from "../report/number.ts";
import type { LearnerNews, Met, TrainingPoint } from "./training.ts";

/** A point of a line. */
interface Spot {
  readonly x: number;
  readonly y: number;
}

/** One line of a chart. */
export interface ChartLine {
  readonly name: string;
  readonly spots: readonly Spot[];
}

/** Both ends of an axis. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What one chart shows. */
export interface Curve {
  readonly title: string;
  readonly lines: readonly ChartLine[];
  /** The ends of the upright axis; null where they follow the figures. */
  readonly range: Range | null;
  readonly figure: (value: number) => string;
}

const SHARES: Range = { low: 0, high: 1 };
const wholePercent = (value: number): string => `${Math.round(value * 100)} %`;

/** The curves of one learner, by its place among them; of those that nobody measured there is none. */
export function curvesOf(points: readonly TrainingPoint[], learner: number): readonly Curve[] {
  const ofLearner = (part: (news: LearnerNews) => Readonly<Record<string, number>>): readonly ChartLine[] =>
    linesOf(points, (point) => {
      const news = point.learners[learner];
      return news === undefined ? {} : part(news);
    });
  const two = (value: number): string => decimals(value, 2);
  const curves: readonly Curve[] = [
    {
      title: "Payoff per turn",
      lines: ofLearner(({ against }) => each(against, "payoff")),
      range: null,
      figure: two,
    },
    {
      title: "Cooperation",
      lines: ofLearner(({ against }) => each(against, "cooperation")),
      range: SHARES,
      figure: wholePercent,
    },
    {
      title: "Cooperation with probes",
      lines: ofLearner(({ probes = {} }) => each(probes, "cooperation")),
      range: SHARES,
      figure: wholePercent,
    },
    {
      title: "Loss",
      lines: ofLearner(({ losses }) => losses),
      range: null,
      figure: (value) => decimals(value, 3),
    },
  ];
  return curves.filter(({ lines }, i) => i < 2 || lines.length > 0);
}

const each = (met: Readonly<Record<string, Met>>, figure: keyof Met): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(met).map(([kind, of]) => [kind, of[figure]]));

/** A line for every name that any point has a figure for, in the order of their first appearance. */
function linesOf(
  points: readonly TrainingPoint[],
  figuresOf: (point: TrainingPoint) => Readonly<Record<string, number>>,
): readonly ChartLine[] {
  const lines = new Map<string, Spot[]>();
  for (const point of points) {
    for (const [name, y] of Object.entries(figuresOf(point))) {
      if (!Number.isFinite(y)) continue;
      const spots = lines.get(name) ?? [];
      spots.push({ x: point.step, y });
      lines.set(name, spots);
    }
  }
  return [...lines].map(([name, spots]) => ({ name, spots }));
}

/** The ends of an axis that has all spots on it, at round figures. */
export function rangeOf(lines: readonly ChartLine[]): Range {
  let [low, high] = [Infinity, -Infinity];
  for (const { spots } of lines) {
    for (const { y } of spots) {
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
  }
  if (low > high) return SHARES;
  const span = Math.max(high - low, Math.abs(high) * 0.02, 0.01);
  const step = roundStep(span / 4);
  const [from, to] = [Math.floor(low / step) * step, Math.ceil(high / step) * step];
  return from === to ? { low: from - step, high: to + step } : { low: from, high: to };
}

/** The least of 1, 2 and 5 times a power of ten that is not below a step. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= least * (1 - 1e-9))!;
}

/** A learner's latest figures against one kind of co-player, as a line of a table. */
export interface MetRow extends Met {
  readonly kind: string;
}

/** Whom a learner met last, and with what result; after them those it was measured against. */
export function metRows(points: readonly TrainingPoint[], learner: number): readonly MetRow[] {
  const { against = {}, probes = {} } = points.at(-1)?.learners[learner] ?? {};
  const rows = (met: Readonly<Record<string, Met>>, prefix = ""): readonly MetRow[] =>
    Object.entries(met).map(([kind, of]) => ({ kind: prefix + kind, ...of }));
  return [...rows(against), ...rows(probes, "probe ")];
}
