import { DivergenceError } from "../../core/errors.ts";
import { stream } from "../../core/random.ts";
import type { MatchRecord } from "../../core/trajectory.ts";
import { unpack } from "../../match/packed.ts";
import { playScalar } from "../../match/scalar.ts";
import type { Output, Shape, Weights } from "../network.ts";
import { networkOf } from "../networks.ts";
import { coin, tabular } from "../tabular.ts";
import type { TrainingConfig } from "./config.ts";
import { CONTEXT, contextOf } from "./context.ts";
import { againstOf, count, lessonOf, pairingsIn, seenBy, type Pairing, type Tally } from "./episodes.ts";
import type { CurvePoint, LearnerState, TrainingEvent, TrainingState } from "./events.ts";
import { headOutputs, headTask } from "./heads.ts";
import { joined } from "./joined.ts";
import { probed, type Probed } from "./probes.ts";
import type { TrainingServices } from "./services.ts";
import { beginners, shapeOf } from "./beginners.ts";
import { stepsOf } from "./steps.ts";
import { learnerId, playTasksOf } from "./tables.ts";
import type { Acting, Fitted, FitTask, Memory, SeatedModel } from "./tasks.ts";

/** What a predictive model says: its own next action, and the co-player's, given its own. */
const PPI_OUTPUTS: readonly Output[] = ["own", "coPlayerIfC", "coPlayerIfD"];

/** The shape of a training's models. */
export const ppiShape = (config: TrainingConfig): Shape =>
  shapeOf(config, [...PPI_OUTPUTS, ...headOutputs(config)]);

/** How they act: they plan. */
export function ppiActing(config: TrainingConfig): Acting {
  const { rollouts, gain, "look-ahead": lookAhead, "q-rollouts": qRollouts } = config;
  return { kind: "plan", rollouts, lookAhead, gain, ...(qRollouts === undefined ? {} : { qRollouts }) };
}

/**
 * Predictive policy improvement. Every phase fits each learner's sequence model to all episodes that it has kept, its
 * own actions and its co-player's alike; then it plays, its own actions improved by planning with the model, and keeps
 * what it played. Learners that start from others play before they are fitted.
 *
 * Departs from the paper where that makes it cheap: one step of the GRU a turn, payoffs known instead of predicted, fits
 * that go on from the last phase's weights unless `fresh-start` says otherwise, and weights on episodes.
 *
 * @param resumed what an earlier run of the same training came to
 * @see Weis2026
 */
export async function* ppi(
  config: TrainingConfig,
  services: TrainingServices,
  resumed: TrainingState | null,
): AsyncGenerator<TrainingEvent> {
  const { phases } = config;
  const pairings = pairingsIn(config);
  let state = resumed ?? { step: 0, learners: beginners(config, services, ppiShape(config)), curve: [] };
  yield { kind: "started", step: state.step, of: phases };
  const pretrained: Memory[] = [];
  for (let i = 0; i < config.learners; i++)
    pretrained.push(yield* pretraining(config, services, i, resumed === null));

  while (state.step < phases) {
    if (services.signal.aborted) return;
    const phase = state.step + 1;

    yield { kind: "progress", step: phase, what: "learning", done: 0 };
    const tasks = state.learners.map((learner, i) =>
      fitTask(config, services, phase, i, learner, [
        pretrained[i]!,
        ...kept(config, services, phase, i, pairings, learner),
      ]),
    );
    const isFitted = phase > 1 || config.from.length === 0;
    const fits = isFitted ? await Promise.all(tasks.map((task) => services.crew.run(task))) : null;
    fits?.forEach((fit, i) => requireFinite(fit, phase, i));
    const weights = state.learners.map((learner, i) => fits?.[i]?.weights ?? learner.weights);

    const models = weights.map((each, i) => seatedLearner(config, each, i));
    const chunks = pairings.flatMap((pairing, p) =>
      playTasksOf(config, services.game, pairing, phase, models, 1).map((task) => ({ task, p })),
    );
    const playing = chunks.map(({ task }) => services.crew.run(task));
    // One that fails is heard when it is its turn, and not of those that are dropped then.
    for (const each of playing) each.catch(() => undefined);
    const played: MatchRecord[][] = pairings.map(() => []);
    for (const [i, { task, p }] of chunks.entries()) {
      yield { kind: "progress", step: phase, what: "playing", done: i / chunks.length };
      played[p]!.push(...unpack(await playing[i]!, task.matches));
    }

    const learners = state.learners.map(({ learner, replay }, i): LearnerState => ({
      learner,
      weights: weights[i]!,
      replay: joined(
        [...(replay === undefined ? [] : [replay]), ...outcomesOf(i, pairings, played)],
        (length) => new Uint8Array(length),
      ),
    }));
    yield { kind: "episodes", records: played.flat() };
    if (config.probes !== undefined) yield { kind: "progress", step: phase, what: "probing", done: 0 };
    const probes = await probed(config, services, models, phase);
    const point = pointOf(config, services, phase, pairings, played, fits, probes);
    state = { step: phase, learners, curve: [...state.curve, point] };
    yield { kind: "point", point, of: phases };
    yield { kind: "state", state };
  }
  yield { kind: "finished", state };
}

/** Episodes of a pretraining that are told of at once. */
const PAGE = 1000;

/**
 * The episodes that come before the first phase, each learner's own, as their row seats saw them.
 *
 * @param isNew whether to tell of them: a training that goes on plays them again, and has told of them
 */
function* pretraining(
  config: TrainingConfig,
  { game }: TrainingServices,
  learner: number,
  isNew: boolean,
): Generator<TrainingEvent, Memory> {
  const { turns, seed } = config;
  const n = config["pretraining-episodes"];
  const player = config.pretraining === "tabular" ? tabular : coin;
  const other = { kind: config.pretraining === "tabular" ? "tabular" : "coin" } as const;
  const told = { game, noise: 0, horizon: "unknown" } as const;
  // Shared, so that it is not copied to a thread anew in every phase.
  const outcomes = new Uint8Array(new SharedArrayBuffer(n * turns));
  const context = config["co-player-id"]
    ? new Float32Array(new SharedArrayBuffer(4 * n * CONTEXT))
    : undefined;
  let page: MatchRecord[] = [];
  for (let episode = 0; episode < n; episode++) {
    const repetition = learner * n + episode;
    const match = { seed, row: player.id, column: player.id, repetition, game, turns, noise: 0, told };
    const record = playScalar(player, player, match);
    outcomes.set(seenBy("row", record), episode * turns);
    context?.set(contextOf(match, other, "column"), episode * CONTEXT);
    if (!isNew) continue;
    page.push(record);
    if (page.length < PAGE && episode < n - 1) continue;
    yield { kind: "episodes", records: page };
    page = [];
  }
  return context === undefined ? { outcomes, weight: 1 } : { outcomes, context, weight: 1 };
}

/** A learner at the table: it plans. */
function seatedLearner(config: TrainingConfig, weights: Weights, i: number): SeatedModel {
  return { kind: "model", id: learnerId(i), shape: ppiShape(config), weights, acting: ppiActing(config) };
}

/** What a learner played in a phase, in the order of the pairings. */
function outcomesOf(
  learner: number,
  pairings: readonly Pairing[],
  played: readonly (readonly MatchRecord[])[],
): Uint8Array[] {
  return pairings.flatMap((pairing, p) => {
    const seat = pairing.learner === learner ? "row" : pairing.other === learner ? "column" : null;
    return seat === null ? [] : played[p]!.map((record) => seenBy(seat, record));
  });
}

/**
 * The episodes that a learner has kept, phase by phase: how often each is drawn falls with its age. What it was told
 * before each follows from their keys.
 */
function kept(
  config: TrainingConfig,
  { game }: TrainingServices,
  phase: number,
  i: number,
  pairings: readonly Pairing[],
  { replay }: LearnerState,
): Memory[] {
  if (replay === undefined) return [];
  const size = config["episodes-per-phase"] * config.turns;
  const models = Array.from({ length: config.learners }, (_, other) => seatedLearner(config, {}, other));
  const mine = pairings.filter(({ learner, other }) => learner === i || other === i);
  const memories = Array.from({ length: phase - 1 }, (_, age): Memory => {
    const end = replay.length - age * size;
    const outcomes = replay.subarray(end - size, end);
    const weight = config["replay-weight"] * config["replay-decay"] ** age;
    if (!config["co-player-id"]) return { outcomes, weight };
    const told = mine
      .flatMap((pairing) => playTasksOf(config, game, pairing, phase - 1 - age, models, 1))
      .flatMap(({ matches, column }) => matches.map((match) => contextOf(match, column, "column")));
    return { outcomes, context: joined(told, (length) => new Float32Array(length)), weight };
  });
  const before = replay.subarray(0, replay.length - (phase - 1) * size);
  if (before.length === 0) return memories;
  return [
    ...memories,
    { outcomes: before, weight: config["replay-weight"] * config["replay-decay"] ** (phase - 1) },
  ];
}

function fitTask(
  config: TrainingConfig,
  { game }: TrainingServices,
  phase: number,
  learner: number,
  { weights }: LearnerState,
  memories: readonly Memory[],
): FitTask {
  const shape = ppiShape(config);
  const isFresh = config["fresh-start"] && phase > 1;
  const from = isFresh
    ? networkOf(shape).initial(stream(config.seed, "weights", learner + 1, phase))
    : weights;
  const heads = headTask(config, game.payoff.row);
  return {
    kind: "fit",
    ...(heads === null ? {} : { heads }),
    shape,
    weights: from,
    turns: config.turns,
    memories,
    epochs: phase === 1 ? config["pretraining-epochs"] : config.epochs,
    batchSize: config["batch-size"],
    optimiser: stepsOf(config),
    key: [config.seed, "fit", phase, learner + 1],
  };
}

function requireFinite({ losses }: Fitted, phase: number, learner: number): void {
  if (Object.values(losses).every(Number.isFinite)) return;
  throw new DivergenceError(phase, `the loss of learner ${learner + 1}`);
}

function pointOf(
  config: TrainingConfig,
  { game }: TrainingServices,
  phase: number,
  pairings: readonly Pairing[],
  played: readonly (readonly MatchRecord[])[],
  fits: readonly Fitted[] | null,
  probes: Probed,
): CurvePoint {
  const { turns } = config;
  return {
    step: phase,
    turns: (config["pretraining-episodes"] + phase * config["episodes-per-phase"]) * turns,
    learners: Array.from({ length: config.learners }, (_, i) => {
      const tally: Tally = new Map();
      count(lessonOf(i, pairings, played, turns), tally);
      return {
        learner: String(i + 1),
        losses: { ...fits?.[i]?.losses },
        against: againstOf(tally, turns, game),
        ...probes[i],
      };
    }),
  };
}
