import { payoffsOf, type Game } from "../../core/game.ts";
import type { Checkpoint } from "../checkpoint.ts";
import type { Shape } from "../network.ts";
import { a2cShape } from "./a2c.ts";
import type { TrainingConfig } from "./config.ts";
import type { TrainingState } from "./events.ts";
import type { NamedTraining } from "./file.ts";
import { magrpoShape } from "./magrpo.ts";
import { ppiActing, ppiShape } from "./ppi.ts";
import type { Acting } from "./tasks.ts";

/**
 * What a training has come to, as a checkpoint of each learner: of one it is called as the training is, of two they have
 * numbers.
 *
 * @param coplay the version that trained it
 */
export function checkpointsOf(
  config: NamedTraining,
  game: Game,
  { learners, curve }: TrainingState,
  coplay: string,
): readonly Checkpoint[] {
  const common = {
    coplay,
    game: { id: game.id, payoffs: payoffsOf(game) },
    config,
    acting: actingOf(config),
    curve,
    shape: trainedShape(config),
  };
  return learners.map(({ learner, weights }) => {
    const name = learners.length === 1 ? config.name : `${config.name}-${learner}`;
    return { ...common, name, learner, weights };
  });
}

/** What the models of a training are made of. */
export function trainedShape(config: TrainingConfig): Shape {
  switch (config.algorithm) {
    case "ppi":
      return ppiShape(config);
    case "a2c":
      return a2cShape(config);
    case "magrpo":
      return magrpoShape(config);
  }
}

/** How the models of a training act, trained or not. */
const actingOf = (config: TrainingConfig): Acting =>
  config.algorithm === "ppi" ? ppiActing(config) : { kind: "sample" };
