import type { Game } from "../../src/core/game.ts";
import type { MatchSpec } from "../../src/core/trajectory.ts";
import { findGame } from "../../src/registry.ts";

const prisonersDilemma = findGame("prisoners-dilemma");

/** A match between two ids, with what a test does not care about filled in. */
export function matchBetween(
  row: string,
  column: string,
  given: {
    turns?: number;
    noise?: number;
    repetition?: number;
    seed?: number;
    game?: Game;
    untold?: boolean;
  } = {},
): MatchSpec {
  const { turns = 200, noise = 0, repetition = 0, seed = 1, game = prisonersDilemma, untold = false } = given;
  const told = { game, noise, horizon: untold ? ("unknown" as const) : { turns } };
  return { seed, row, column, repetition, game, turns, noise, told };
}
