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
  const cells = store.runs().filter(({ name }) => name.startsWith(`${asked} [`));
  if (cells.length > 0) {
    throw new SpecError(`"${asked}" is no run but a grid, of which ${cells.length} are in the log`, {
      place: store.path,
      hint: `Name a run of it by its number, such as ${cells[0]!.id}; coplay profile and coplay standings take --cells for all.`,
    });
  }
  const names = [...new Set(store.runs().map(({ name }) => name))].slice(0, 5);
  throw new SpecError(asked === undefined ? "the log has no runs" : `there is no run "${asked}"`, {
    place: store.path,
    hint:
      names.length === 0
        ? "Play something first: coplay run tournaments/axelrod-1980.yaml."
        : `There are: ${names.join(", ")}.`,
  });
}
