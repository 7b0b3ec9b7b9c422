import { readCheckpoint } from "../models/checkpoint.ts";
import type { TrainingConfig } from "../models/trainers/config.ts";
import type { Seated } from "../models/trainers/tasks.ts";
import { armOf, type Contestant } from "./arms.ts";
import { evaluate } from "./evaluation.ts";
import {
  finishedOf,
  keepEvaluation,
  keepProgress,
  placesOf,
  progressOf,
  type Job,
  type Places,
} from "./folder.ts";
import { keyOf, type Order } from "./jobs.ts";
import type { Laboratory, ReproductionEvent } from "./laboratory.ts";
import type { ArmResult, PairingResult } from "./results.ts";

/** Seats the frozen learners of a job at the pairings of its arm, and keeps what comes of it. */
export async function* evaluateArm(
  order: Order,
  job: Job,
  config: TrainingConfig,
  places: Places,
  { crew, game, now, signal }: Laboratory,
): AsyncGenerator<ReproductionEvent> {
  const { arm, seed } = job;
  const startedAt = now();
  const { evaluationEpisodes: judged } = order.scale;
  const pairings: PairingResult[] = [];
  for (const { name, player, coPlayer, isJudged } of armOf(arm).pairings) {
    const meeting = {
      player: seatedOf(order, job, player),
      coPlayer: seatedOf(order, job, coPlayer),
      game,
      turns: config.turns,
      episodes: isJudged ? judged : Math.ceil(judged / 4),
      seed,
    };
    const playing = evaluate(name, meeting, crew);
    for (;;) {
      const next = await playing.next();
      if (next.done === true) {
        pairings.push(next.value);
        break;
      }
      yield { kind: "evaluating", job: { arm, seed }, pairing: name, done: next.value };
      if (signal.aborted) return;
    }
  }
  const checkpoints = finishedOf(places, config)!;
  const result: ArmResult = {
    arm,
    seed,
    config,
    checkpoints: checkpoints.map(({ hash }) => hash),
    curve: checkpoints[0]!.curve,
    pairings,
  };
  keepEvaluation(places, keyOf(order, job), result);
  const { trainingMs = 0 } = progressOf(places) ?? {};
  const evaluationMs = Math.round(now() - startedAt);
  keepProgress(places, { step: config.phases, of: config.phases, trainingMs, evaluationMs });
  yield { kind: "evaluated", job: { arm, seed } };
}

/** Who takes a seat at an evaluation. Models are called by arm and number, so that no path gets into a random stream. */
function seatedOf({ out }: Order, { arm, seed }: Job, who: Contestant): Seated {
  if (who === "tabular") return { kind: "tabular" };
  if ("player" in who) return { kind: "registered", id: who.player };
  const job = "source" in who ? { arm: who.source.arm, seed: seed + who.source.seedsAhead } : { arm, seed };
  const number = "learner" in who ? who.learner : 1;
  const { shape, weights, acting } = readCheckpoint(placesOf(out, job).checkpoints[number - 1]!);
  return { kind: "model", id: `${job.arm}/seed-${job.seed}/learner-${number}`, shape, weights, acting };
}
