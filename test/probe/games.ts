import { dilemma } from "../../src/core/game.ts";
import type { Player } from "../../src/core/player.ts";
import type { ProbeOptions } from "../../src/probe/plan.ts";
import { findPlayer } from "../../src/registry.ts";
import { memoryOne } from "../../src/strategies/memory-one.ts";

/** The game of the experiments on co-player inference (Weis2026). */
export const game = dilemma("prisoners-dilemma", { R: 1, S: -1, T: 2, P: 0 }, "Weis2026");

/** A probe that is quick to play. */
export const small: ProbeOptions = {
  game,
  turns: 100,
  noise: 0,
  coPlayers: 200,
  repetitions: 10,
  seed: 1,
  memoryOne: ({ p, first }) => memoryOne.create({ p: [...p], first }),
};

/** A classic strategy by its id. */
export const classic = (id: string): Player => findPlayer(id);
