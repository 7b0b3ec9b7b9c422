import { CoplayError } from "../../core/errors.ts";
import { count, NONE } from "../../report/number.ts";
import type { Column } from "../../report/table.ts";
import type { Catalogue } from "../../tournament/catalogue.ts";
import { planOf } from "../../tournament/schedule.ts";
import { openDesk } from "../desk.ts";
import { readExperiment } from "../read-tournament.ts";
import { shippedFiles } from "./files.ts";

/** A tournament file: what it amounts to, all cells of its grid together, or why it cannot be played. */
interface TournamentRow {
  readonly file: string;
  readonly name?: string;
  readonly game?: string;
  readonly cells?: number;
  readonly players?: number;
  readonly matches?: number;
  readonly turns?: number;
  readonly fault?: string;
}

/** Every tournament file. */
export function tournamentRows(): TournamentRow[] {
  const { catalogue } = openDesk();
  return shippedFiles("tournament").map((file) => tournamentRow(file, catalogue));
}

function tournamentRow(file: string, catalogue: Catalogue): TournamentRow {
  try {
    const { name, cells } = readExperiment(file, {}, catalogue);
    const plans = cells.map(({ tournament }) => planOf(tournament));
    const [{ game, players }] = plans as [(typeof plans)[number]];
    const sum = (figure: "matches" | "turns"): number =>
      plans.reduce((total, plan) => total + plan[figure], 0);
    return {
      file,
      name,
      game: game.id,
      cells: cells.length,
      players: players.length,
      matches: sum("matches"),
      turns: sum("turns"),
    };
  } catch (error) {
    if (error instanceof CoplayError) return { file, fault: error.message };
    throw error;
  }
}

const figure = (value: number | undefined): string => (value === undefined ? NONE : count(value));

export const tournamentColumns: readonly Column<TournamentRow>[] = [
  { header: "file", align: "left", rank: 0, value: ({ file }) => file },
  { header: "game", align: "left", rank: 1, value: ({ game, fault }) => game ?? fault ?? NONE },
  { header: "cells", align: "right", rank: 5, value: ({ cells }) => figure(cells) },
  { header: "players", align: "right", rank: 2, value: ({ players: n }) => figure(n) },
  { header: "matches", align: "right", rank: 3, value: ({ matches }) => figure(matches) },
  { header: "turns", align: "right", rank: 4, value: ({ turns }) => figure(turns) },
];
