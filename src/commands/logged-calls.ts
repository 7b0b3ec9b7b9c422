import { NO_BUDGETS, NOTHING_SPENT, sumOf, type CallStatus } from "../core/usage.ts";
import type { RunId } from "../store/runs.ts";
import type { Store } from "../store/store.ts";

/**
 * What the calls of a run have come to, as its log has it: what is under way and what may be spent only the process
 * that plays it knows.
 */
export function loggedCalls(store: Store, run: RunId): CallStatus {
  const players = store.spending(run);
  const summary = store.callSummary(run);
  return {
    spent: [...players.values()].reduce(sumOf, NOTHING_SPENT),
    budget: NO_BUDGETS.run,
    inFlight: 0,
    waiting: 0,
    retries: summary.reduce((sum, { retries }) => sum + retries, 0),
    cacheHits: summary.reduce((sum, { cached }) => sum + cached, 0),
    limiters: [],
    players,
  };
}
