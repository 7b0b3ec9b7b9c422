import type { Json } from "../core/json.ts";
import type { Spending } from "../core/usage.ts";
import { count, NONE, usd } from "../report/number.ts";
import { filled, type Column } from "../report/table.ts";
import { openStore } from "../store/open.ts";
import type { LoggedRun } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import { factorsOf, writeLevel } from "./factors.ts";
import { statusOf, type ShownStatus } from "./run-status.ts";
import { note, printJson, printTable } from "./terminal/output.ts";

export interface RunsOptions {
  readonly db: string;
  readonly limit: number;
  readonly json?: boolean;
}

/** What the list shows of a run. */
interface ListedRun extends Pick<LoggedRun, "id" | "name" | "experiment" | "batch" | "cell"> {
  readonly status: ShownStatus;
  readonly factors: Readonly<Record<string, Json>>;
  readonly matches: number;
  readonly planned: number;
  readonly aborted: number;
  /** Calls that were paid for, by all players together. */
  readonly calls: number;
  readonly costUsd: number;
  readonly unpriced: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
}

/** Lists the runs of a log, newest first. */
export function showRuns({ db, limit, json = false }: RunsOptions): void {
  using store = openStore(db, { mode: "read" });
  const all = store.runs();
  const rows = all.slice(0, limit).map((run) => listed(store, run));
  if (json) {
    printJson(rows);
    return;
  }
  printTable(filled(columns, rows), rows);
  if (all.length > limit) note(`the newest ${count(limit)} of ${count(all.length)} only; --limit shows more`);
}

function listed(store: Store, run: LoggedRun): ListedRun {
  const { id, name, experiment, batch, cell, matches, aborted, startedAt, endedAt } = run;
  const spent = [...store.spending(id).values()];
  const total = (of: (own: Spending) => number): number => spent.reduce((sum, own) => sum + of(own), 0);
  return {
    id,
    name,
    factors: factorsOf(run),
    experiment,
    batch,
    cell,
    status: statusOf(run),
    matches,
    planned: run.plannedMatches,
    aborted,
    calls: total(({ calls }) => calls),
    costUsd: total(({ costUsd }) => costUsd),
    unpriced: total(({ unpriced }) => unpriced),
    startedAt,
    endedAt,
  };
}

/** Factors, aborted matches and costs are there only where there are any. */
const columns: readonly Column<ListedRun>[] = [
  { header: "run", align: "right", rank: 0, value: ({ id }) => String(id) },
  { header: "name", align: "left", rank: 0, value: ({ name }) => name },
  { header: "factors", align: "left", rank: 5, value: ({ factors }) => writeFactors(factors) },
  {
    header: "matches",
    align: "right",
    rank: 1,
    value: ({ matches, planned }) => `${count(matches)}/${count(planned)}`,
  },
  {
    header: "aborted",
    align: "right",
    rank: 2,
    value: ({ aborted }) => (aborted === 0 ? "" : count(aborted)),
  },
  { header: "status", align: "left", rank: 0, value: ({ status }) => status },
  { header: "cost", align: "right", rank: 3, value: writeCost },
  { header: "started", align: "left", rank: 4, value: ({ startedAt }) => localTime(startedAt) },
];

const writeFactors = (factors: ListedRun["factors"]): string =>
  Object.entries(factors)
    .map(([path, value]) => `${path}=${writeLevel(value)}`)
    .join(", ");

function writeCost({ calls, costUsd, unpriced }: ListedRun): string {
  if (calls === 0) return "";
  if (unpriced === calls) return NONE;
  return unpriced === 0 ? usd(costUsd) : `${usd(costUsd)} + ?`;
}

/** The hour on the user's clock, as in `2026-11-05 14:02`. */
function localTime(ms: number): string {
  const at = new Date(ms);
  const digits = (value: number): string => String(value).padStart(2, "0");
  const date = [at.getFullYear(), digits(at.getMonth() + 1), digits(at.getDate())].join("-");
  return `${date} ${digits(at.getHours())}:${digits(at.getMinutes())}`;
}
