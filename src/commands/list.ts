import { SpecError } from "../core/errors.ts";
import type { Column } from "../report/table.ts";
import { gameColumns, gameRows } from "./lists/games.ts";
import { mapColumns, mapRows } from "./lists/maps.ts";
import { metricColumns, metricRows } from "./lists/metrics.ts";
import { playerColumns, playerRows } from "./lists/players.ts";
import { promptColumns, promptRows } from "./lists/prompts.ts";
import { providerColumns, providerRows } from "./lists/providers.ts";
import { tournamentColumns, tournamentRows } from "./lists/tournaments.ts";
import { trainedColumns, trainedRows } from "./lists/trained.ts";
import { trainingColumns, trainingRows } from "./lists/trainings.ts";
import { openDesk } from "./desk.ts";
import { printJson, printTable } from "./terminal/output.ts";

interface ListOptions {
  readonly json?: boolean;
}

type Print = (json: boolean) => void;

const printing =
  <Row>(rows: () => readonly Row[], columns: readonly Column<Row>[]): Print =>
  (json) => {
    if (json) printJson(rows());
    else printTable(columns, rows());
  };

const lists: Readonly<Record<string, Print>> = {
  players: printing(playerRows, playerColumns),
  games: printing(gameRows, gameColumns),
  metrics: printing(metricRows, metricColumns),
  maps: printing(mapRows, mapColumns),
  prompts: printing(promptRows, promptColumns),
  providers: printing(providerRows, providerColumns),
  tournaments: printing(tournamentRows, tournamentColumns),
  trained: printing(trainedRows, trainedColumns),
  trainings: printing(trainingRows, trainingColumns),
};

/** Prints one of the lists. */
export function list(what: string, { json = false }: ListOptions): void {
  const print = lists[what];
  if (print === undefined) {
    throw new SpecError(`there is no list of "${what}"`, {
      hint: `There are: ${Object.keys(lists).join(", ")}.`,
    });
  }
  openDesk(); // Keys and base URLs may stand in .env.
  print(json);
}
