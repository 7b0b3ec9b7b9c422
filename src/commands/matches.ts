import { SpecError } from "../core/errors.ts";
import { findPlayer } from "../registry.ts";
import { count } from "../report/number.ts";
import type { Column } from "../report/table.ts";
import type { MatchSummary } from "../store/matches.ts";
import { openStore } from "../store/open.ts";
import { findRun } from "./find-run.ts";
import { note, printJson, printTable } from "./terminal/output.ts";

export interface MatchesOptions {
  readonly db: string;
  readonly player?: string;
  readonly coPlayer?: string;
  readonly status?: "complete" | "aborted";
  readonly limit: number;
  readonly json?: boolean;
}

const columns: readonly Column<MatchSummary>[] = [
  { header: "match", align: "right", rank: 0, value: ({ id }) => String(id) },
  { header: "row", align: "left", rank: 0, value: ({ row }) => row },
  { header: "column", align: "left", rank: 0, value: ({ column }) => column },
  { header: "rep.", align: "right", rank: 3, value: ({ repetition }) => String(repetition + 1) },
  { header: "turns", align: "right", rank: 2, value: ({ turns }) => String(turns) },
  {
    header: "score",
    align: "right",
    rank: 0,
    value: ({ rowScore, columnScore }) => `${rowScore} : ${columnScore}`,
  },
  { header: "status", align: "left", rank: 1, value: ({ status }) => status },
];

/** Only where there are aborted matches. */
const reasonColumn: Column<MatchSummary> = {
  header: "reason",
  align: "left",
  rank: 0,
  value: ({ reason }) => reason?.code ?? "",
};

/** Lists the matches of a run. */
export function showMatches(asked: string | undefined, options: MatchesOptions): void {
  using store = openStore(options.db, { mode: "read" });
  const run = findRun(store, asked);
  const { status, limit } = options;
  const ids = store.players(run.id).map(({ id }) => id);
  const player = playerOf(ids, options.player);
  const coPlayer = playerOf(ids, options.coPlayer);
  const found = store.matches(run.id, { player, coPlayer, status, limit: limit + 1 });
  const rows = found.slice(0, limit);
  if (options.json === true) {
    printJson(rows);
    return;
  }
  const isAborted = rows.some(({ reason }) => reason !== null);
  printTable(isAborted ? [...columns, reasonColumn] : columns, rows);
  if (found.length > limit) note(`the first ${count(limit)} only; --limit shows more`);
}

/**
 * The player of the run that an option means: by its id, or by another spelling of it.
 *
 * @throws SpecError where the run has no such player
 */
function playerOf(ids: readonly string[], asked: string | undefined): string | undefined {
  if (asked === undefined || ids.includes(asked)) return asked;
  const { id } = findPlayer(asked);
  if (ids.includes(id)) return id;
  throw new SpecError(`${asked} did not take part in this run`, { hint: `Its players: ${ids.join(", ")}.` });
}
