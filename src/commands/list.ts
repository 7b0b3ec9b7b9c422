import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CoplayError, SpecError } from "../core/errors.ts";
import { isSymmetric, type Game } from "../core/game.ts";
import { toKebab, type ParameterSet } from "../core/parameters.ts";
import { formatReference, type ReferenceKey } from "../core/references.ts";
import { games, strategies } from "../registry.ts";
import { count, NONE } from "../report/number.ts";
import type { Column } from "../report/table.ts";
import { metrics } from "../stats/index.ts";
import { planOf } from "../tournament/schedule.ts";
import { printJson, printTable } from "./terminal/output.ts";
import { readTournament } from "./read-tournament.ts";

interface ListOptions {
  readonly json?: boolean;
}

/** Prints one of the lists: players, games, metrics or tournaments. */
export function list(what: string, { json = false }: ListOptions): void {
  switch (what) {
    case "players": {
      show(players(), playerColumns, json);
      return;
    }
    case "games": {
      show(gameRows(), gameColumns, json);
      return;
    }
    case "metrics": {
      show(metricRows(), metricColumns, json);
      return;
    }
    case "tournaments": {
      show(tournamentRows(tournamentsFolder()), tournamentColumns, json);
      return;
    }
    default:
      throw new SpecError(`there is no list of "${what}"`, {
        hint: "coplay list players, games, metrics or tournaments.",
      });
  }
}

function show<Row>(rows: readonly Row[], columns: readonly Column<Row>[], json: boolean): void {
  if (json) printJson(rows);
  else printTable(columns, rows);
}

const parametersOf = (set: ParameterSet): { name: string; accepts: string; default: unknown }[] =>
  Object.entries(set).map(([key, parameter]) => ({
    name: toKebab(key),
    accepts: parameter.accepts,
    default: parameter.default === undefined ? null : parameter.write(parameter.default),
  }));

const source = (key: ReferenceKey | null): { key: string; citation: string } | null =>
  key === null ? null : { key, citation: formatReference(key) };

function players() {
  return strategies.map(({ id, title, rule, axelrodName, actions, parameters, source: key, create }) => {
    const { memory, stochastic } = create();
    return {
      id,
      kind: "strategy",
      title,
      rule,
      axelrodName,
      memory: Number.isFinite(memory) ? memory : "unbounded",
      stochastic,
      actions,
      parameters: parametersOf(parameters),
      source: source(key),
    };
  });
}

const playerColumns: readonly Column<ReturnType<typeof players>[number]>[] = [
  { header: "player", align: "left", rank: 0, value: ({ id }) => id },
  {
    header: "memory",
    align: "right",
    rank: 2,
    value: ({ memory }) => (memory === "unbounded" ? "∞" : String(memory)),
  },
  { header: "chance", align: "left", rank: 3, value: ({ stochastic }) => (stochastic ? "yes" : "") },
  { header: "actions", align: "right", rank: 4, value: ({ actions }) => String(actions) },
  { header: "rule", align: "left", rank: 0, value: ({ rule }) => rule },
];

const payoffRows = (payoff: Float64Array, k: number): number[][] =>
  Array.from({ length: k }, (_, own) => [...payoff.slice(own * k, own * k + k)]);

function describeGame({ actions, payoff, cooperative }: Game) {
  const k = actions.length;
  return {
    actions: actions.map(({ symbol, label }) => ({ symbol, label })),
    payoff: { row: payoffRows(payoff.row, k), column: payoffRows(payoff.column, k) },
    cooperative: cooperative === null ? null : actions[cooperative]!.symbol,
  };
}

function gameRows() {
  return games.map(({ id, title, tension, parameters, source: key, create }) => {
    const game = create();
    const symmetric = isSymmetric(game);
    return {
      id,
      title,
      tension,
      symmetric,
      ...describeGame(game),
      parameters: parametersOf(parameters),
      source: source(key),
    };
  });
}

const gameColumns: readonly Column<ReturnType<typeof gameRows>[number]>[] = [
  { header: "game", align: "left", rank: 0, value: ({ id }) => id },
  {
    header: "actions",
    align: "left",
    rank: 1,
    value: ({ actions }) => actions.map(({ symbol }) => symbol).join(" "),
  },
  { header: "symmetric", align: "left", rank: 3, value: ({ symmetric }) => (symmetric ? "yes" : "no") },
  {
    header: "row payoffs",
    align: "left",
    rank: 2,
    value: ({ payoff }) => payoff.row.map((row) => row.join(" ")).join(" / "),
  },
  { header: "what makes it hard", align: "left", rank: 0, value: ({ tension }) => tension },
];

function metricRows() {
  return metrics.map(({ id, title, description, source: key }) => ({
    id,
    title,
    description,
    source: source(key),
  }));
}

const metricColumns: readonly Column<ReturnType<typeof metricRows>[number]>[] = [
  { header: "metric", align: "left", rank: 0, value: ({ id }) => id },
  { header: "what it says", align: "left", rank: 0, value: ({ description }) => description },
  { header: "source", align: "left", rank: 1, value: ({ source: from }) => from?.key ?? "" },
];

/** The folder of tournament files here, or else the one that comes with coplay. */
function tournamentsFolder(): string {
  return existsSync("tournaments")
    ? "tournaments"
    : fileURLToPath(new URL("../../tournaments", import.meta.url));
}

/** A tournament file: what it amounts to, or why it cannot be played. */
interface TournamentRow {
  readonly file: string;
  readonly name?: string;
  readonly game?: string;
  readonly players?: number;
  readonly matches?: number;
  readonly turns?: number;
  readonly fault?: string;
}

function tournamentRows(folder: string): TournamentRow[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  return files.map((name) => tournamentRow(join(folder, name)));
}

function tournamentRow(file: string): TournamentRow {
  try {
    const tournament = readTournament(file, {});
    const { name, game, players, matches, turns } = planOf(tournament);
    return { file, name, game: game.id, players: players.length, matches, turns };
  } catch (error) {
    if (error instanceof CoplayError) return { file, fault: error.message };
    throw error;
  }
}

const figure = (value: number | undefined): string => (value === undefined ? NONE : count(value));

const tournamentColumns: readonly Column<TournamentRow>[] = [
  { header: "file", align: "left", rank: 0, value: ({ file }) => file },
  { header: "game", align: "left", rank: 1, value: ({ game, fault }) => game ?? fault ?? NONE },
  { header: "players", align: "right", rank: 2, value: ({ players: n }) => figure(n) },
  { header: "matches", align: "right", rank: 3, value: ({ matches }) => figure(matches) },
  { header: "turns", align: "right", rank: 4, value: ({ turns }) => figure(turns) },
];
