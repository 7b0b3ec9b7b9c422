import { SpecError } from "../core/errors.ts";
import type { Json } from "../core/json.ts";
import { count, counted, decimals, NONE, percent } from "../report/number.ts";
import { formatInterval, ratingColumns, type Rated } from "../report/standings.ts";
import { filled, type Column } from "../report/table.ts";
import type { Standing } from "../stats/standings.ts";
import type { LoggedRun } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import { factorsOf, writeLevel } from "./factors.ts";
import { rankingJson, rankingNotes } from "./ranking.ts";
import { statusOf, type ShownStatus } from "./run-status.ts";
import { rankedTable, runTable, type TableOptions } from "./run-table.ts";
import { note, print, printJson, printTable } from "./terminal/output.ts";

/** One player in one cell. */
interface CellRow
  extends
    Pick<
      Standing,
      "rank" | "player" | "matches" | "aborted" | "meanPayoffPerTurn" | "interval" | "cooperation"
    >,
    Partial<Rated> {
  /** Counts from 0. */
  readonly cell: number;
  readonly run: number;
  readonly factors: Readonly<Record<string, Json>>;
  readonly status: ShownStatus;
  /** Moves that were not the player's own, also in matches that are left out. */
  readonly fallbacks: number;
  /** What the cell is ranked by; absent where that is the mean payoff. */
  readonly ranking?: ReturnType<typeof rankingJson>;
}

/** A cell of a grid: a line for each player, and what is to be said of its ranking. */
interface Cell {
  readonly run: LoggedRun;
  readonly rows: readonly CellRow[];
  readonly notes: readonly string[];
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
  const cells = runs.map((own) => cellOf(store, own, options));
  const rows = cells.flatMap((cell) => cell.rows);
  if (options.json === true) {
    printJson(rows);
    return;
  }
  print(`${counted(runs.length, "cell")} of the sitting that began with run ${run.batch}`, "bold");
  const keys = [...new Set(runs.flatMap((own) => Object.keys(factorsOf(own))))];
  printTable(filled([...keys.map(factorColumn), ...columnsBy(options.by)], rows), rows);
  for (const own of runs) {
    if (own.matches === own.plannedMatches) continue;
    const there = `${count(own.matches)} of ${count(own.plannedMatches)} matches are in the log`;
    note(`run ${own.id}, ${own.name}, is ${statusOf(own)}: ${there}`);
  }
  noteRankings(cells);
  if (options.withoutFallbacks === true) note("matches in which a fallback was played are left out");
}

function cellOf(store: Store, run: LoggedRun, options: TableOptions): Cell {
  const made = runTable(store, run, options);
  const ranked = rankedTable(made, run, options);
  const byPlayer = new Map(made.table.map((standing) => [standing.player, standing]));
  const rated = new Map(ranked?.table.map((standing) => [standing.player, standing]));
  const fallbacks = new Map(store.callSummary(run.id).map(({ player, fallback }) => [player, fallback]));
  const status = statusOf(run);
  const rows = made.players.map((id): CellRow => {
    const { player, rank, matches, aborted, meanPayoffPerTurn, interval, cooperation } = byPlayer.get(id)!;
    const own = rated.get(id);
    return {
      ...{ cell: run.cell!, run: run.id, factors: factorsOf(run), status },
      ...{ rank: own?.rank ?? rank, player, matches, meanPayoffPerTurn, interval, cooperation, aborted },
      ...(own === undefined ? {} : { rating: own.rating, ratingInterval: own.ratingInterval }),
      fallbacks: fallbacks.get(player) ?? 0,
      ...(ranked === null ? {} : { ranking: rankingJson(ranked) }),
    };
  });
  return { run, rows, notes: ranked === null ? [] : rankingNotes(ranked) };
}

/** Says what the figures of a ranking are worth, once what is so in several cells. */
function noteRankings(cells: readonly Cell[]): void {
  for (const text of new Set(cells.flatMap(({ notes }) => notes))) {
    const where = cells.filter(({ notes }) => notes.includes(text)).map(({ run }) => run.id);
    const which = where.length === 1 ? `run ${where[0]}` : `runs ${where.join(", ")}`;
    note(where.length === cells.length ? text : `${which}: ${text}`);
  }
}

const factorColumn = (key: string): Column<CellRow> => ({
  header: key,
  align: "left",
  rank: 0,
  least: 6,
  value: ({ factors }) => (factors[key] === undefined ? "" : writeLevel(factors[key])),
});

const some = (value: number): string => (value === 0 ? "" : count(value));

/** The columns of a ranking stand before what all tables have; the interval is that of what ranks. */
const columnsBy = (by: TableOptions["by"]): readonly Column<CellRow>[] => [
  { header: "run", align: "right", rank: 4, value: ({ run }) => String(run) },
  { header: "player", align: "left", rank: 0, least: 12, value: ({ player }) => player },
  { header: "rank", align: "right", rank: 1, value: rankText },
  ...(by === "mean" ? [payoff, interval] : [...ratingColumns(by).map(ofCell), payoff]),
  { header: "cooperation", align: "right", rank: 2, value: ({ cooperation }) => percent(cooperation) },
  { header: "matches", align: "right", rank: 5, value: ({ matches }) => count(matches) },
  { header: "aborted", align: "right", rank: 1, value: ({ aborted }) => some(aborted) },
  { header: "fallback", align: "right", rank: 1, value: ({ fallbacks }) => some(fallbacks) },
];

const payoff: Column<CellRow> = {
  header: "payoff/turn",
  align: "right",
  rank: 0,
  value: (row) => decimals(row.meanPayoffPerTurn, 3),
};

const interval: Column<CellRow> = {
  header: "95 % interval",
  align: "left",
  rank: 3,
  value: (row) => formatInterval(row.interval),
};

/** Who has no figure has no rank. */
const rankText = ({ rank, rating, meanPayoffPerTurn }: CellRow): string =>
  (rating === undefined ? meanPayoffPerTurn : rating) === null ? NONE : String(rank);

const ofCell = (column: Column<Rated>): Column<CellRow> => ({
  ...column,
  value: ({ rating = null, ratingInterval = null }) => column.value({ rating, ratingInterval }),
});
