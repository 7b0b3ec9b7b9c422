import type { ProfileProgress } from "../../stats/profile/progress.ts";
import { bar } from "../bar.ts";
import { progressParts } from "../profile-text.ts";
import { fittedSpans, joined, span } from "../spans.ts";
import { Line } from "./line.tsx";

/** Columns of a bar that need no more to be read. */
const WIDEST_BAR = 60;

/** How far profiles are that are being measured. */
export function ProfileMeasuring({
  progress,
  width,
}: {
  readonly progress: ProfileProgress;
  readonly width: number;
}) {
  const { done, total } = progress;
  const share = total === 0 ? null : done / total;
  return (
    <>
      <Line spans={fittedSpans([span(joined(progressParts(progress), width))], width)} />
      <Line spans={bar(share, null, { low: 0, high: 1 }, Math.min(width, WIDEST_BAR))} />
    </>
  );
}
