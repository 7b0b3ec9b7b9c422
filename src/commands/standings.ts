import { count } from "../report/number.ts";
import { pairwiseColumns } from "../report/pairwise.ts";
import { columnsFor, rankedColumnsFor } from "../report/standings.ts";
import { stateColumns } from "../report/states.ts";
import { pairwise } from "../stats/pairwise.ts";
import { seatsOf } from "../stats/seats.ts";
import { conditionalCooperation, outcomeNames, stateDistribution } from "../stats/states.ts";
import { openStore } from "../store/open.ts";
import { printCallSummary } from "./call-summary.ts";
import { showCells } from "./cells.ts";
import { findRun } from "./find-run.ts";
import { rankingJson, rankingNotes } from "./ranking.ts";
import { statusOf } from "./run-status.ts";
import { rankedTable, runTable, type TableOptions } from "./run-table.ts";
import { note, print, printJson, printTable } from "./terminal/output.ts";

export interface StandingsOptions extends TableOptions {
  readonly db: string;
  readonly show?: "payoffs" | "cooperation" | "states";
  /** Every cell of the grid that the run is part of. */
  readonly cells?: boolean;
  readonly json?: boolean;
}

/** Prints the table of a run, one of the matrices behind it, or the tables of all cells of its grid. */
export function showStandings(asked: string | undefined, options: StandingsOptions): void {
  using store = openStore(options.db, { mode: "read" });
  const run = findRun(store, asked);
  if (options.cells === true) {
    showCells(store, run, options);
    return;
  }
  const made = runTable(store, run, options);
  const { players, tallies, table, leftOut } = made;
  const matrices = pairwise(tallies, players);
  const seats = seatsOf(tallies);
  const states = players.map((player) => {
    const own = seats.get(player) ?? [];
    return { player, distribution: stateDistribution(own), cooperation: conditionalCooperation(own) };
  });

  const { id, name, matches, aborted, plannedMatches } = run;
  const status = statusOf(run);
  const ranked = options.show === undefined || options.json === true ? rankedTable(made, run, options) : null;
  if (options.json === true) {
    const head = { run: id, name, status, matches, planned: plannedMatches, aborted, leftOut };
    const calls = store.callSummary(id);
    printJson({
      ...head,
      ...(ranked === null ? {} : { ranking: rankingJson(ranked) }),
      standings: ranked?.table ?? table,
      pairwise: matrices,
      outcomes: outcomeNames(run.game),
      states,
      ...(calls.length === 0 ? {} : { calls }),
    });
    return;
  }
  print(`${name} (run ${id}, ${status})`, "bold");
  if (options.show === "payoffs" || options.show === "cooperation") {
    printTable(pairwiseColumns(matrices, options.show), [...players.keys()]);
  } else if (options.show === "states") printTable(stateColumns(outcomeNames(run.game)), states);
  else {
    if (ranked === null) printTable(columnsFor(table), table);
    else printTable(rankedColumnsFor(ranked.table, ranked.ranking), ranked.table);
    printCallSummary(store.callSummary(id), store.spending(id));
  }
  if (ranked !== null) rankingNotes(ranked).forEach(note);
  if (options.withoutFallbacks === true) {
    note(`${count(leftOut)} of ${count(matches)} matches are left out, in which a fallback was played`);
  }
  if (matches < plannedMatches) note(`${matches} of ${plannedMatches} matches are in the log`);
  if (aborted > 0) note(`${aborted} aborted matches are left out: coplay matches ${id} --status aborted`);
}
