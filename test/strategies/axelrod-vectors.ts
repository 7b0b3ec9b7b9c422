import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const folder = new URL("../fixtures/axelrod/", import.meta.url);

function rows<T>(file: string): T[] {
  const text = gunzipSync(readFileSync(new URL(file, folder))).toString("utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

/** One pairing of the library's, turn for turn. */
export interface DeterministicRow {
  readonly strategy: string;
  readonly name: string;
  readonly init_kwargs: Readonly<Record<string, unknown>>;
  readonly opponent: string;
  readonly turns: number;
  readonly own_actions: string;
  readonly opponent_actions: string;
  readonly scores: readonly [number, number];
}

/** One match of the library's under noise, turn for turn. */
export interface NoisyRow {
  readonly strategy: string;
  readonly init_kwargs?: Readonly<Record<string, unknown>>;
  readonly opponent: string;
  /** Number of turns that the players were told; null where they were told none. */
  readonly told: number | null;
  readonly noise: number;
  /** R, S, T, P where they are not 3, 0, 5, 1. */
  readonly payoffs?: readonly [number, number, number, number];
  /** Own moves as played; lower case where noise had flipped them. */
  readonly own: string;
  /** The co-player's moves as played. */
  readonly other: string;
}

type Counts = Readonly<Record<"C" | "D", number>>;

/** One pairing of the library's, as statistics over many matches. */
export interface StochasticRow {
  readonly strategy: string;
  readonly init_kwargs: Readonly<Record<string, unknown>>;
  readonly opponent: string;
  readonly turns: number;
  readonly matches: number;
  readonly coop_mean: number;
  readonly coop_se: number;
  readonly opp_coop_mean: number;
  readonly opp_coop_se: number;
  readonly score_mean: number;
  readonly score_se: number;
  readonly opp_score_mean: number;
  readonly opp_score_se: number;
  readonly first_move_C: number;
  readonly coop_by_turn_1_20: readonly number[];
  readonly action_after: Readonly<Record<"CC" | "CD" | "DC" | "DD", Counts>>;
}

export const deterministic = rows<DeterministicRow>("deterministic.jsonl.gz");
export const unknownLength = rows<DeterministicRow>("deterministic_unknown_length.jsonl.gz");
export const parametrised = rows<DeterministicRow>("deterministic_parametrised.jsonl.gz");
export const noisy = rows<NoisyRow>("noisy.jsonl.gz");
export const stochastic = rows<StochasticRow>("stochastic.jsonl.gz");

interface Panel {
  readonly sequences: readonly { readonly id: string; readonly sequence: string }[];
}
const panel = JSON.parse(readFileSync(new URL("panel.json", folder), "utf8")) as Panel;

/** The open-loop co-players: Seq0 to Seq3, 200 moves each. */
export const sequences = new Map(panel.sequences.map(({ id, sequence }) => [id, sequence]));
