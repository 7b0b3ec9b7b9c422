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
import { trainingSchema } from "../../dist/models/trainers/config.js";
import { ppiShape } from "../../dist/models/trainers/ppi.js";
import { stepsOf } from "../../dist/models/trainers/steps.js";
import { playTasksOf } from "../../dist/models/trainers/tables.js";
import type { FitTask, Seated } from "../../dist/models/trainers/tasks.js";
import { networkOf } from "../../dist/models/networks.js";
import { findGame, findPlayer } from "../../dist/registry.js";
import { SCALES } from "../../dist/reproduction/scales.js";
import { say, timed } from "./figures.ts";

const smoke = process.argv.includes("--smoke");
const config = trainingSchema.parse({ ...SCALES.cpu.training, algorithm: "ppi", learners: 2 });
const game = findGame(config.game);
const shape = ppiShape(config);
const { turns, "batch-size": batchSize, "episodes-per-phase": each } = config;

/** The reference that the aim is of: the same phase in C++ with AVX-512, and what it took. */
const REFERENCE = { rollouts: 48, epochs: 3, cpuSeconds: 55 };
const TAUGHT = smoke ? 1 : 300;
const UPDATES = smoke ? 1 : 40;
/** Matches between the learners, in which both plan, and as many seats again against tabular players. */
const BETWEEN = smoke ? 1 : 24;

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
function fitOf(weights: FitTask["weights"], updates: number): FitTask {
  const perPass = Math.min(updates, episodes / batchSize);
  const memories = [{ outcomes: outcomes.subarray(0, perPass * batchSize * turns), weight: 1 }];
  const optimiser = stepsOf(config);
  const epochs = updates / perPass;
  return { kind: "fit", shape, weights, turns, memories, epochs, batchSize, optimiser, key: ["bench"] };
}

const { weights } = await fit(fitOf(networkOf(shape).initial(stream("bench", "weights")), TAUGHT));
const fitting = await timed(() => fit(fitOf(weights, UPDATES)));
const perUpdate = fitting.cpuMs / UPDATES;

/** Processor time of a planned episode, of one seat. */
async function planned(rollouts: number): Promise<number> {
  const { "look-ahead": lookAhead, gain } = config;
  const acting = { kind: "plan", rollouts, lookAhead, gain } as const;
  const models = ["1", "2"].map((id): Seated => ({ kind: "model", id, shape, weights, acting }));
  const tasks = [
    { kind: "learners", learner: 0, other: 1, episodes: BETWEEN },
    { kind: "tabular", learner: 0, other: null, episodes: BETWEEN },
    { kind: "tabular", learner: 1, other: null, episodes: BETWEEN },
  ].flatMap((pairing) => playTasksOf(config, game, pairing, 1, models, 1));
  const { cpuMs } = await timed(async () => {
    for (const task of tasks) await perform(task, findPlayer);
  });
  return cpuMs / (4 * BETWEEN);
}

const kept = config["pretraining-episodes"] + each;
const updatesAPass = Math.floor(kept / batchSize);
const seconds = (perEpisode: number, epochs: number): number =>
  (2 * (each * perEpisode + epochs * updatesAPass * perUpdate)) / 1000;

console.log(
  `\na phase of PPI, two learners: ${4 * BETWEEN} of ${2 * each} planned episodes and ${UPDATES} updates measured, after ${TAUGHT} updates`,
);
for (const { name, rollouts, epochs, aim } of [
  { name: "the kept results' numbers", rollouts: config.rollouts, epochs: config.epochs, aim: "" },
  { name: "the reference's", ...REFERENCE, aim: `at most ${2 * REFERENCE.cpuSeconds}` },
]) {
  const perEpisode = await planned(rollouts);
  say(`${name}: K ${rollouts}, ${epochs} passes, CPU s`, seconds(perEpisode, epochs).toFixed(1), aim);
  say(
    "  a planned episode",
    `${perEpisode.toFixed(1)} ms, ${((2 * each * perEpisode) / 1000).toFixed(1)} s in all`,
  );
  say(
    "  an update",
    `${perUpdate.toFixed(1)} ms, ${((2 * epochs * updatesAPass * perUpdate) / 1000).toFixed(1)} s in all`,
  );
}
