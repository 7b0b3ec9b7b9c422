import { SpecError } from "../core/errors.ts";
import type { LoggedRun } from "../store/runs.ts";
import type { Store } from "../store/store.ts";

/**
 * The run that an argument means: its number, its name, or the latest where nothing is said.
 *
 * @throws SpecError where there is none
 */
export function findRun(store: Store, asked: string | undefined): LoggedRun {
  const run = asked === undefined ? store.latestRun() : store.run(asked);
  if (run !== null) return run;
  const names = [...new Set(store.runs().map(({ name }) => name))].slice(0, 5);
  throw new SpecError(asked === undefined ? "the log has no runs" : `there is no run "${asked}"`, {
    place: store.path,
    hint:
      names.length === 0
        ? "Play something first: coplay run tournaments/axelrod-1980.yaml."
        : `There are: ${names.join(", ")}.`,
  });
}
