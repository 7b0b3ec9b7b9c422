import { count, duration, percent } from "../report/number.ts";
import { hasEnded, type Live } from "./live.ts";

/** How far a tournament is, in figures. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** In [0, 1]; 0 while the total is not known. */
  readonly share: number;
  readonly elapsedMs: number;
  /** Of the matches of this run; null before there are any. */
  readonly matchesPerSecond: number | null;
  readonly turnsPerSecond: number | null;
  /** Null while it cannot be told, and once the run has ended. */
  readonly leftMs: number | null;
}

/** How far it is at a time. */
export function progressAt(live: Live, nowMs: number): Progress {
  const { plan, status, finished: done, alreadyPlayed, turns, startedMs, endedMs } = live;
  const total = plan?.matches ?? 0;
  const elapsedMs = status === "waiting" ? 0 : (endedMs ?? nowMs) - startedMs;
  const perSecond = (n: number): number | null => (n === 0 || elapsedMs <= 0 ? null : (n / elapsedMs) * 1000);
  const matchesPerSecond = perSecond(Math.max(0, done - alreadyPlayed));
  const leftMs =
    hasEnded(live) || matchesPerSecond === null
      ? null
      : (Math.max(0, total - done) / matchesPerSecond) * 1000;
  const share = total === 0 ? 0 : Math.min(1, done / total);
  return { done, total, share, elapsedMs, matchesPerSecond, turnsPerSecond: perSecond(turns), leftMs };
}

/** How far it is: "612 of 1,200 matches", "51.0 %". */
export const amounts = ({ done, total, share }: Progress): readonly string[] => [
  `${count(done)} of ${count(total)} matches`,
  percent(share),
];

/** How fast it is, what matters most first. */
export function rates(progress: Progress, aborted: number): readonly string[] {
  const { elapsedMs, leftMs, matchesPerSecond, turnsPerSecond } = progress;
  return [
    ...(aborted > 0 ? [`${count(aborted)} aborted`] : []),
    ...(leftMs === null ? [] : [`${inSeconds(leftMs)} left`]),
    ...(leftMs === null ? [inSeconds(elapsedMs)] : [`${inSeconds(elapsedMs)} elapsed`]),
    ...(matchesPerSecond === null ? [] : [`${rate(matchesPerSecond)} matches/s`]),
    ...(turnsPerSecond === null ? [] : [`${rate(turnsPerSecond)} turns/s`]),
  ];
}

/** How many a second. */
export const rate = (perSecond: number): string =>
  perSecond < 10 ? perSecond.toFixed(1) : count(Math.round(perSecond));

/** Whole seconds: milliseconds would flicker. */
export const inSeconds = (ms: number): string =>
  ms < 1000 ? "< 1 s" : duration(Math.round(ms / 1000) * 1000);
