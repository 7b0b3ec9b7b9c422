import { SpecError } from "../core/errors.ts";
import type { Json } from "../core/json.ts";
import { count, counted, decimals, percent } from "../report/number.ts";
import { formatInterval } from "../report/standings.ts";
import { filled, type Column } from "../report/table.ts";
import type { Standing } from "../stats/standings.ts";
import type { LoggedRun } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import { factorsOf, writeLevel } from "./factors.ts";
import { statusOf, type ShownStatus } from "./run-status.ts";
import { runTable, type TableOptions } from "./run-table.ts";
import { note, print, printJson, printTable } from "./terminal/output.ts";

/** One player in one cell. */
interface CellRow extends Pick<
  Standing,
  "player" | "matches" | "aborted" | "meanPayoffPerTurn" | "interval" | "cooperation"
> {
  /** Counts from 0. */
  readonly cell: number;
  readonly run: number;
  readonly factors: Readonly<Record<string, Json>>;
  readonly status: ShownStatus;
  /** Moves that were not the player's own, also in matches that are left out. */
  readonly fallbacks: number;
}

/**
 * Prints how the players fared in every cell of the grid that a run is part of: in those of the same sitting, each
 * cell's newest run.
 *
 * @throws SpecError where the run is no cell of a grid
 */
export function showCells(
  store: Store,
  run: LoggedRun,
  options: TableOptions & { readonly json?: boolean },
): void {
  if (run.batch === null) {
    throw new SpecError(`run ${run.id} is no cell of a grid`, {
      hint: "A tournament file with grid: has cells; coplay runs shows their factors.",
    });
  }
  const runs = store.batch(run.batch).filter(({ cell }, i, all) => cell !== all[i - 1]?.cell);
  const rows = runs.flatMap((own) => rowsOf(store, own, options));
  if (options.json === true) {
    printJson(rows);
    return;
  }
  print(`${counted(runs.length, "cell")} of the sitting that began with run ${run.batch}`, "bold");
  const keys = [...new Set(runs.flatMap((own) => Object.keys(factorsOf(own))))];
  printTable(filled([...keys.map(factorColumn), ...columns], rows), rows);
  for (const own of runs) {
    if (own.matches === own.plannedMatches) continue;
    const there = `${count(own.matches)} of ${count(own.plannedMatches)} matches are in the log`;
    note(`run ${own.id}, ${own.name}, is ${statusOf(own)}: ${there}`);
  }
  if (options.withoutFallbacks === true) note("matches in which a fallback was played are left out");
}

function rowsOf(store: Store, run: LoggedRun, options: TableOptions): readonly CellRow[] {
  const { players, table } = runTable(store, run, options);
  const byPlayer = new Map(table.map((standing) => [standing.player, standing]));
  const fallbacks = new Map(store.callSummary(run.id).map(({ player, fallback }) => [player, fallback]));
  const status = statusOf(run);
  return players.map((id): CellRow => {
    const { player, matches, aborted, meanPayoffPerTurn, interval, cooperation } = byPlayer.get(id)!;
    return {
      ...{ cell: run.cell!, run: run.id, factors: factorsOf(run), status },
      ...{ player, matches, meanPayoffPerTurn, interval, cooperation, aborted },
      fallbacks: fallbacks.get(player) ?? 0,
    };
  });
}

const factorColumn = (key: string): Column<CellRow> => ({
  header: key,
  align: "left",
  rank: 0,
  least: 6,
  value: ({ factors }) => (factors[key] === undefined ? "" : writeLevel(factors[key])),
});

const some = (value: number): string => (value === 0 ? "" : count(value));

const columns: readonly Column<CellRow>[] = [
  { header: "run", align: "right", rank: 4, value: ({ run }) => String(run) },
  { header: "player", align: "left", rank: 0, least: 12, value: ({ player }) => player },
  { header: "payoff/turn", align: "right", rank: 0, value: (row) => decimals(row.meanPayoffPerTurn, 3) },
  { header: "95 % interval", align: "left", rank: 3, value: ({ interval }) => formatInterval(interval) },
  { header: "cooperation", align: "right", rank: 2, value: ({ cooperation }) => percent(cooperation) },
  { header: "matches", align: "right", rank: 5, value: ({ matches }) => count(matches) },
  { header: "aborted", align: "right", rank: 1, value: ({ aborted }) => some(aborted) },
  { header: "fallback", align: "right", rank: 1, value: ({ fallbacks }) => some(fallbacks) },
];
