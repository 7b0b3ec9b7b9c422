import type { TournamentEvent } from "../../core/events.ts";
import type { CallStatus } from "../../core/usage.ts";
import { count, duration } from "../../report/number.ts";
import { clipped } from "../../report/text.ts";
import { rounded, usageParts } from "../../report/usage.ts";
import { note } from "./output.ts";

const INTERVAL_MS = 1000;

/**
 * Passes events on, and says on stderr once a second how far the run is: where calls are made, what they have come to,
 * also while no match ends.
 *
 * @param calls what the LLM side of the run is doing
 */
export async function* withProgress(
  events: AsyncIterable<TournamentEvent>,
  now: () => number,
  calls?: () => CallStatus | null,
): AsyncGenerator<TournamentEvent> {
  const startedAt = now();
  let saidAt = startedAt;
  let matches = 0;
  let turns = 0;
  let total = 0;
  let before = 0;
  const say = (): void => {
    const at = now();
    if (at - saidAt < INTERVAL_MS || total === 0) return;
    saidAt = at;
    const elapsedMs = at - startedAt;
    const status = calls?.() ?? null;
    const usage = status === null ? [] : usageParts(status, { nowMs: at, elapsedMs }).map(({ text }) => text);
    const own = Math.max(0, matches - before);
    note([line(matches, total, own / elapsedMs, turns / elapsedMs), ...usage].join(" · "));
  };
  // A timer that looks more often than it speaks: one of a second would miss every other one by a little.
  const timer = calls === undefined ? undefined : setInterval(say, INTERVAL_MS / 4);
  try {
    for await (const event of events) {
      if (event.kind === "started") {
        total = event.plan.matches;
        before = event.alreadyPlayed;
      }
      if (event.kind === "matches") {
        for (const { row } of event.records) if (++matches > before) turns += row.length;
        say();
      }
      yield event;
    }
  } finally {
    clearInterval(timer);
  }
}

/** How far something is that goes through a log. */
interface Step {
  /** What it counts: "matches", "sequences". */
  readonly of: string;
  readonly done: number;
  readonly total: number;
  readonly turns: number;
}

const BAR_WIDTH = 30;

/**
 * Says on stderr how far something is: in a terminal as a bar that moves and is gone at the end, elsewhere in a line a
 * second.
 */
export function stepProgress(now: () => number): {
  readonly show: (step: Step) => void;
  readonly end: () => void;
} {
  const startedAt = now();
  const isBar = process.stderr.isTTY;
  const intervalMs = isBar ? INTERVAL_MS / 10 : INTERVAL_MS;
  let saidAt = startedAt;
  const show = ({ of, done, total, turns }: Step): void => {
    const at = now();
    if (at - saidAt < intervalMs) return;
    saidAt = at;
    const elapsedMs = at - startedAt;
    const share = done / total;
    const left = duration((elapsedMs * (1 - share)) / share);
    const figures = `${count(done)} of ${count(total)} ${of} (${(100 * share).toFixed(1)} %), ${rate(turns / elapsedMs)} turns/s, ${left} left`;
    if (!isBar) {
      note(figures);
      return;
    }
    const filled = Math.round(share * BAR_WIDTH);
    const bar = `${"━".repeat(filled)}${"╌".repeat(BAR_WIDTH - filled)} ${figures}`;
    process.stderr.write(`\r${clipped(bar, Math.max(1, process.stderr.columns - 1))}\u001b[K`);
  };
  const end = (): void => {
    if (isBar && saidAt !== startedAt) process.stderr.write("\r\u001b[K");
  };
  return { show, end };
}

function line(matches: number, total: number, matchesPerMs: number, turnsPerMs: number): string {
  const share = ((100 * matches) / total).toFixed(1);
  const speed = `${rate(matchesPerMs)} matches/s, ${rate(turnsPerMs)} turns/s`;
  const left = matchesPerMs > 0 ? `, ${duration((total - matches) / matchesPerMs)} left` : "";
  return `${count(matches)} of ${count(total)} matches (${share} %), ${speed}${left}`;
}

/** How many a second: classics play millions of turns, LLMs less than one. */
function rate(perMs: number): string {
  const perSecond = perMs * 1000;
  if (perSecond >= 1e6) return rounded(perSecond);
  return perSecond < 10 ? perSecond.toFixed(1) : count(Math.round(perSecond));
}
