import type { CurvePoint, LearnerPoint } from "../models/trainers/events.ts";
import { count, decimals, percent } from "../report/number.ts";
import { inSeconds, rate } from "../tui/progress.ts";
import { doingText, paceAt, type Training } from "../tui/training.ts";

/** The last point of a training that goes on, as a line for each learner. */
export function pointLines(training: Training, point: CurvePoint, nowMs: number): readonly string[] {
  const { plan, of } = training;
  const { turnsPerSecond, leftMs } = paceAt(training, nowMs);
  return curveLines(point, plan.unit, of, [
    `${count(point.turns)} turns`,
    ...(turnsPerSecond === null ? [] : [`${rate(turnsPerSecond)} turns/s`]),
    ...(leftMs === null || point.step >= of ? [] : [`${inSeconds(leftMs)} left`]),
  ]);
}

/**
 * A point of a curve, as a line for each learner: what it met with in whom, and what it lost.
 *
 * @param unit what a step is called, of which there are `of`
 * @param rest what stands at the end of each line
 */
export function curveLines(
  { step, learners }: CurvePoint,
  unit: string,
  of: number,
  rest: readonly string[],
): readonly string[] {
  return learners.map((own) =>
    [
      `${unit} ${count(step)} of ${count(of)}`,
      ...(learners.length === 1 ? [] : [`learner ${own.learner}`]),
      ...figuresOf(own),
      ...rest,
    ].join(" · "),
  );
}

function figuresOf({ against, probes = {}, losses }: LearnerPoint): readonly string[] {
  const met = Object.entries(against).map(
    ([kind, { payoff, cooperation }]) => `${kind} ${decimals(payoff, 3)}, C ${percent(cooperation)}`,
  );
  const probed = Object.entries(probes).map(([id, { cooperation }]) => `${id} ${percent(cooperation)}`);
  const lost = Object.entries(losses).map(([name, loss]) => `${name} ${decimals(loss, 3)}`);
  return [
    ...met,
    ...(probed.length === 0 ? [] : [`probes C ${probed.join(", ")}`]),
    ...(lost.length === 0 ? [] : [`loss ${lost.join(", ")}`]),
  ];
}

/** What is under way within a step; null where nothing was said of it. */
export function doingLine({ plan, step, of, doing }: Training): string | null {
  return doing === null ? null : `${plan.unit} ${count(step + 1)} of ${count(of)}: ${doingText(doing)}`;
}
