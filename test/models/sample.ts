import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { stream } from "../../src/core/random.ts";
import type { Checkpoint } from "../../src/models/checkpoint.ts";
import type { Shape, Weights } from "../../src/models/network.ts";
import { gruNetwork } from "../../src/models/gru.ts";
import { trainingSchema, type TrainingData } from "../../src/models/trainers/config.ts";

/** A GRU that learns to plan, as small as they come. */
export const tinyShape: Shape = {
  trunk: "gru",
  hidden: 4,
  embedding: 3,
  outputs: ["own", "coPlayerIfC", "coPlayerIfD"],
  context: 0,
};

/** Weights that nobody trained; equal for equal seeds. */
export const untrained = (shape: Shape, seed = 1): Weights =>
  gruNetwork(shape).initial(stream("untrained", seed));

/** A checkpoint of an untrained network. */
export function sampleCheckpoint(
  change: Partial<Checkpoint> = {},
  training: TrainingData | null = null,
): Checkpoint {
  const shape = change.shape ?? tinyShape;
  const against = {
    episodes: 480,
    payoff: 0.98,
    coPlayerPayoff: -0.4,
    cooperation: 0.1,
    coPlayerCooperation: 0.5,
  };
  return {
    name: "sample",
    learner: "1",
    coplay: "0.1.0",
    game: { id: "prisoners-dilemma(R=1, S=-1, T=2, P=0)", payoffs: { R: 1, S: -1, T: 2, P: 0 } },
    config: trainingSchema.parse(training ?? { algorithm: "ppi", seed: 7, hidden: 4, embedding: 3 }),
    acting: { kind: "sample" },
    curve: [
      {
        step: 1,
        turns: 48_000,
        learners: [
          {
            learner: "1",
            losses: { own: 0.6931471805599453 },
            against: { tabular: against },
            probes: { "tit-for-tat": against },
          },
        ],
      },
    ],
    shape,
    weights: untrained(shape),
    ...change,
  };
}

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "coplay-models-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
