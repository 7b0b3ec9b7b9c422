/*
 * What a phase of predictive policy improvement costs two learners at the scale of the kept results: everyone plans 960
 * episodes and is fitted to all that was kept. A part is measured, and scaled up; how dear planning is depends on how
 * sure a model is of itself, so the learner is taught a little first. `--smoke` does a tiny fraction of that.
 */
import { stream } from "../../dist/core/random.js";
import { playScalar } from "../../dist/match/scalar.js";
import { tabular } from "../../dist/models/tabular.js";
import { fit } from "../../dist/models/trainers/fit.js";
import { perform } from "../../dist/models/trainers/perform.js";
import { trainingSchema, type TrainingConfig } from "../../dist/models/trainers/config.js";
import { headTask } from "../../dist/models/trainers/heads.js";
import { ppiActing, ppiShape } from "../../dist/models/trainers/ppi.js";
import { stepsOf } from "../../dist/models/trainers/steps.js";
import { playTasksOf } from "../../dist/models/trainers/tables.js";
import type { FitTask, Seated } from "../../dist/models/trainers/tasks.js";
import { networkOf } from "../../dist/models/networks.js";
import { findGame, findPlayer } from "../../dist/registry.js";
import { SCALES } from "../../dist/reproduction/scales.js";
import { say, timed } from "./figures.ts";

const smoke = process.argv.includes("--smoke");
const config = (data: object): TrainingConfig =>
  trainingSchema.parse({ ...SCALES.cpu.training, ...data, algorithm: "ppi", learners: 2 });

/** The reference that the aim is of, the same phase in C++ with AVX-512, had no Q; and what it took. */
const REFERENCE = { rollouts: 48, epochs: 3, "q-weight": undefined, "q-rollouts": undefined };
const REFERENCE_CPU_SECONDS = 55;
const TAUGHT = smoke ? 1 : 300;
const UPDATES = smoke ? 1 : 40;
/** Matches between the learners, in which both plan, and as many seats again against tabular players. */
const BETWEEN = smoke ? 1 : 24;

const kept = config({});
const { turns, "batch-size": batchSize, "episodes-per-phase": each } = kept;
const game = findGame(kept.game);
const episodes = batchSize * (smoke ? 1 : 50);
const outcomes = new Uint8Array(episodes * turns);
const told = { game, noise: 0, horizon: "unknown" } as const;
for (let repetition = 0; repetition < episodes; repetition++) {
  const match = { seed: 1, row: tabular.id, column: tabular.id, repetition, game, turns, noise: 0, told };
  const { row, column } = playScalar(tabular, tabular, match);
  for (let turn = 0; turn < turns; turn++)
    outcomes[repetition * turns + turn] = row[turn]! * 2 + column[turn]!;
}

/** A fit of so many updates, in whole passes where it is more than one. */
function fitOf(how: TrainingConfig, weights: FitTask["weights"], updates: number): FitTask {
  const perPass = Math.min(updates, episodes / batchSize);
  const memories = [{ outcomes: outcomes.subarray(0, perPass * batchSize * turns), weight: 1 }];
  const heads = headTask(how, game.payoff.row);
  return {
    kind: "fit",
    ...(heads === null ? {} : { heads }),
    shape: ppiShape(how),
    weights,
    turns,
    memories,
    epochs: updates / perPass,
    batchSize,
    optimiser: stepsOf(how),
    key: ["bench"],
  };
}

/** Processor time of a planned episode, of one seat. */
async function planned(how: TrainingConfig, weights: FitTask["weights"]): Promise<number> {
  const [shape, acting] = [ppiShape(how), ppiActing(how)];
  const models = ["1", "2"].map((id): Seated => ({ kind: "model", id, shape, weights, acting }));
  const tasks = [
    { kind: "learners", learner: 0, other: 1, episodes: BETWEEN },
    { kind: "tabular", learner: 0, other: null, episodes: BETWEEN },
    { kind: "tabular", learner: 1, other: null, episodes: BETWEEN },
  ].flatMap((pairing) => playTasksOf(how, game, pairing, 1, models, 1));
  const { cpuMs } = await timed(async () => {
    for (const task of tasks) await perform(task, findPlayer);
  });
  return cpuMs / (4 * BETWEEN);
}

const updatesAPass = Math.floor((kept["pretraining-episodes"] + each) / batchSize);

console.log(
  `\na phase of PPI, two learners: ${4 * BETWEEN} of ${2 * each} planned episodes and ${UPDATES} updates measured, after ${TAUGHT} updates`,
);
for (const [name, how, aim] of [
  ["the kept results' numbers", kept, ""],
  ["the reference's", config(REFERENCE), `at most ${2 * REFERENCE_CPU_SECONDS}`],
] as const) {
  const { weights } = await fit(
    fitOf(how, networkOf(ppiShape(how)).initial(stream("bench", "weights")), TAUGHT),
  );
  const perUpdate = (await timed(() => fit(fitOf(how, weights, UPDATES)))).cpuMs / UPDATES;
  const perEpisode = await planned(how, weights);
  const [planning, fitting] = [2 * each * perEpisode, 2 * how.epochs * updatesAPass * perUpdate];
  const learned = how["q-rollouts"] === undefined ? "" : ` and Q for ${how["q-rollouts"]} more`;
  const title = `${name}: K ${how.rollouts}${learned}, ${how.epochs} passes, CPU s`;
  say(title, ((planning + fitting) / 1000).toFixed(1), aim);
  say("  a planned episode", `${perEpisode.toFixed(1)} ms, ${(planning / 1000).toFixed(1)} s in all`);
  say("  an update", `${perUpdate.toFixed(1)} ms, ${(fitting / 1000).toFixed(1)} s in all`);
}
