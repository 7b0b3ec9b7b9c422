import { pairwiseColumns } from "../report/pairwise.ts";
import { columnsFor } from "../report/standings.ts";
import { stateColumns } from "../report/states.ts";
import { pairwise } from "../stats/pairwise.ts";
import { standings, standingsStream } from "../stats/standings.ts";
import { seatsOf } from "../stats/seats.ts";
import { conditionalCooperation, outcomeNames, stateDistribution } from "../stats/states.ts";
import { tally } from "../stats/tally.ts";
import { openStore } from "../store/open.ts";
import { findRun } from "./find-run.ts";
import { note, print, printJson, printTable } from "./terminal/output.ts";

export interface StandingsOptions {
  readonly db: string;
  readonly by: "mean" | "median";
  readonly show?: "payoffs" | "cooperation" | "states";
  readonly json?: boolean;
}

/** Prints the table of a run, or one of the matrices behind it. */
export function showStandings(asked: string | undefined, options: StandingsOptions): void {
  using store = openStore(options.db, { mode: "read" });
  const run = findRun(store, asked);
  const players = store.players(run.id).map(({ id }) => id);
  const tallies = Array.from(store.records(run.id), tally);
  const random = standingsStream(run.seed);
  const table = standings(tallies, { players, random, rankBy: options.by });
  const matrices = pairwise(tallies, players);
  const seats = seatsOf(tallies);
  const states = players.map((player) => {
    const own = seats.get(player) ?? [];
    return { player, distribution: stateDistribution(own), cooperation: conditionalCooperation(own) };
  });

  const { id, name, status, matches, aborted, plannedMatches } = run;
  if (options.json === true) {
    const head = { run: id, name, status, matches, planned: plannedMatches, aborted };
    printJson({ ...head, standings: table, pairwise: matrices, outcomes: outcomeNames(run.game), states });
    return;
  }
  print(`${name} (run ${id}, ${status})`, "bold");
  if (options.show === "payoffs" || options.show === "cooperation") {
    printTable(pairwiseColumns(matrices, options.show), [...players.keys()]);
  } else if (options.show === "states") printTable(stateColumns(outcomeNames(run.game)), states);
  else printTable(columnsFor(table), table);
  if (matches < plannedMatches) note(`${matches} of ${plannedMatches} matches are in the log`);
  if (aborted > 0) note(`${aborted} aborted matches are left out: coplay matches ${id} --status aborted`);
}
