import type { TournamentEvent } from "../../core/events.ts";
import { count, duration } from "../../report/number.ts";
import { note } from "./output.ts";

const INTERVAL_MS = 1000;

/** Passes events on, and says on stderr once a second how far the run is. */
export async function* withProgress(
  events: AsyncIterable<TournamentEvent>,
  now: () => number,
): AsyncGenerator<TournamentEvent> {
  const startedAt = now();
  let saidAt = startedAt;
  let matches = 0;
  let turns = 0;
  let total = 0;
  let before = 0;
  for await (const event of events) {
    if (event.kind === "started") {
      total = event.plan.matches;
      before = event.alreadyPlayed;
    }
    if (event.kind === "matches") {
      matches += event.records.length;
      for (const { row } of event.records) turns += row.length;
      const at = now();
      if (at - saidAt >= INTERVAL_MS) {
        saidAt = at;
        note(line(matches, total, (matches - before) / (at - startedAt), turns / (at - startedAt)));
      }
    }
    yield event;
  }
}

function line(matches: number, total: number, matchesPerMs: number, turnsPerMs: number): string {
  const share = ((100 * matches) / total).toFixed(1);
  const rate = `${count(Math.round(matchesPerMs * 1000))} matches/s, ${(turnsPerMs / 1000).toFixed(1)} M turns/s`;
  const left = matchesPerMs > 0 ? `, ${duration((total - matches) / matchesPerMs)} left` : "";
  return `${count(matches)} of ${count(total)} matches (${share} %), ${rate}${left}`;
}
