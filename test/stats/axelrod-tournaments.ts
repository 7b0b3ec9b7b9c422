import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { dilemma } from "../../src/core/game.ts";
import type { Strategy } from "../../src/core/player.ts";
import type { MatchRecord, MatchSpec } from "../../src/core/trajectory.ts";
import { playScalar } from "../../src/match/scalar.ts";
import { strategies } from "../../src/strategies/index.ts";

type Cells = readonly (readonly number[])[];

/** A whole tournament as the library played it; see test/fixtures/axelrod/ORIGIN.md. */
export interface Tournament {
  readonly turns: number;
  readonly repetitions: number;
  readonly players: readonly { readonly class: string }[];
  /** Indices of players, the best first. */
  readonly ranking: readonly number[];
  readonly score_per_turn_mean: readonly number[];
  readonly score_per_turn_median: readonly number[];
  readonly score_per_turn_sd: readonly number[];
  readonly wins_median: readonly number[];
  readonly wins_mean: readonly number[];
  readonly payoff_matrix: Cells;
  readonly payoff_stddevs: Cells | null;
  readonly normalised_cooperation: Cells;
  readonly vengeful_cooperation: Cells;
  readonly cooperating_rating: readonly number[];
  readonly good_partner_matrix: Cells;
  readonly good_partner_rating: readonly number[];
  readonly eigenjesus_rating: readonly number[];
  readonly eigenjesus_converged: readonly number[];
  readonly eigenmoses_rating: readonly number[];
  readonly eigenmoses_converged: readonly number[];
  readonly initial_cooperation_rate: readonly number[];
  readonly state_distribution: readonly Readonly<Record<"CC" | "CD" | "DC" | "DD", number>>[];
}

function read(file: string): Tournament {
  const path = new URL(`../fixtures/axelrod/${file}`, import.meta.url);
  return JSON.parse(gunzipSync(readFileSync(path)).toString("utf8")) as Tournament;
}

/** Axelrod's first tournament: fifteen players, 100 repetitions. */
export const axelrodFirst = read("tournament_axelrod_first.json.gz");
/** All deterministic strategies of the library: 152 players, one repetition. */
export const deterministic = read("tournament_deterministic.json.gz");

const game = dilemma("prisoners-dilemma", { R: 3, S: 0, T: 5, P: 1 }, "Axelrod1984");

/** A match of the tournaments above: no noise, length told. */
function matchOf(row: string, column: string, repetition: number, turns = 200): MatchSpec {
  const told = { game, noise: 0, horizon: { turns } };
  return { seed: 1980, row, column, repetition, game, turns, noise: 0, told };
}

/** Our strategies by their class names in the library. */
export const entriesByClass = new Map(
  strategies.flatMap((entry) => (entry.axelrodName === null ? [] : [[entry.axelrodName, entry] as const])),
);

/** Plays everyone against everyone and themselves, once a repetition. */
export function roundRobin(players: readonly Strategy[], repetitions: number): MatchRecord[] {
  const records: MatchRecord[] = [];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    players.forEach((row, i) => {
      for (const column of players.slice(i)) {
        records.push(playScalar(row, column, matchOf(row.id, column.id, repetition)));
      }
    });
  }
  return records;
}
