import { SEATS } from "../core/seat.ts";
import type { ProfileProgress } from "../stats/profile/progress.ts";
import { ranked } from "../stats/standings.ts";
import type { RunId } from "../store/runs.ts";
import type { Store } from "../store/store.ts";

/** Players that are shown unless others are asked for: more do not fit a table, nor a family of comparisons. */
const MOST_PLAYERS = 12;
/** Summaries of matches that are read at a time. */
const PAGE = 5000;

/** A run, its matches, and what its players are called. */
interface Called {
  readonly id: RunId;
  readonly matches: number;
  readonly called: ReadonlyMap<string, string>;
}

/** All players, or the first of the table of all runs together where there are many. Each step reads some matches. */
export function* bestPlayers(
  store: Store,
  runs: readonly Called[],
  names: readonly string[],
): Generator<ProfileProgress, readonly string[]> {
  if (names.length <= MOST_PLAYERS) return names;
  const totals = new Map(names.map((name) => [name, { score: 0, turns: 0 }]));
  const total = runs.reduce((sum, { matches }) => sum + matches, 0);
  let done = 0;
  for (const { id, called } of runs) {
    for (let after = 0; ;) {
      const page = store.matches(id, { status: "complete", after, limit: PAGE });
      for (const match of page) {
        if (match.row === match.column) continue;
        for (const seat of SEATS) {
          const sums = totals.get(called.get(match[seat])!)!;
          sums.score += seat === "row" ? match.rowScore : match.columnScore;
          sums.turns += match.turns;
        }
      }
      done += page.length;
      yield { doing: "ranking", done, total };
      if (page.length < PAGE) break;
      after = page.at(-1)!.id;
    }
  }
  const mean = (name: string): number | null => {
    const { score, turns } = totals.get(name)!;
    return turns === 0 ? null : score / turns;
  };
  return ranked(names, mean)
    .slice(0, MOST_PLAYERS)
    .map(({ item }) => item);
}
