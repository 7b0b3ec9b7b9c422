import { count, percent } from "../../report/number.ts";
import { printable } from "../../report/printable.ts";
import { faint, strong } from "../palette.ts";
import { inSeconds, rate } from "../progress.ts";
import { fittedSpans, joined, span, spread, type Span } from "../spans.ts";
import { statusSpan, track } from "../status.ts";
import { doingText, paceAt, type Pace, type Training } from "../training.ts";
import { Line } from "./line.tsx";

/** Lines that the header takes. */
export const trainingHeaderHeight = (isTight: boolean): number => (isTight ? 2 : 3);

/** What is trained and how far it is: its name, a bar of its steps, figures. */
export function TrainingHeader(props: {
  readonly training: Training;
  readonly width: number;
  readonly isTight: boolean;
  readonly nowMs: number;
}) {
  const { training, width, isTight, nowMs } = props;
  const { plan, step, of, status } = training;
  const pace = paceAt(training, nowMs);
  const figures = figuresOf(training, pace);
  const amount = isTight
    ? joined([`${step}/${of}`, ...figures], width - 12)
    : joined([`${count(step)} of ${count(of)} ${plan.unit}s`, percent(pace.share)], width - 12);
  const title = [
    span(printable(plan.name), strong),
    span(` · ${plan.algorithm} · ${printable(plan.game)}`, faint),
  ];
  return (
    <>
      <Line spans={spread(title, [statusSpan(status)], width)} />
      <Line spans={[...track(pace.share, width - amount.length - 1), span(` ${amount}`)]} />
      {isTight ? null : <Line spans={[span(joined(figures, width), faint)]} />}
    </>
  );
}

/** What goes on and how fast, what matters most first. */
function figuresOf({ doing, points }: Training, pace: Pace): readonly string[] {
  const { leftMs, elapsedMs, turnsPerSecond } = pace;
  const turns = points.at(-1)?.turns;
  return [
    ...(doing === null ? [] : [printable(doingText(doing))]),
    ...(leftMs === null ? [] : [`${inSeconds(leftMs)} left`]),
    ...(elapsedMs === 0 ? [] : [leftMs === null ? inSeconds(elapsedMs) : `${inSeconds(elapsedMs)} elapsed`]),
    ...(turnsPerSecond === null ? [] : [`${rate(turnsPerSecond)} turns/s`]),
    ...(turns === undefined ? [] : [`${count(turns)} turns`]),
  ];
}

/** The learners, the one that is shown in brackets. */
export function LearnerTabs(props: {
  readonly learners: readonly string[];
  readonly chosen: number;
  readonly width: number;
}) {
  const { learners, chosen, width } = props;
  const tabs = learners.map((learner, i): Span => {
    const label = `learner ${printable(learner)}`;
    return i === chosen ? span(`[${label}] `, strong) : span(` ${label}  `, faint);
  });
  return <Line spans={fittedSpans(tabs, width)} />;
}
