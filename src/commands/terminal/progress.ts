import type { TournamentEvent } from "../../core/events.ts";
import type { CallStatus } from "../../core/usage.ts";
import { count, duration } from "../../report/number.ts";
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
