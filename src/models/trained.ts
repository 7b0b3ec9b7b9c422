import { C, D } from "../core/action.ts";
import { SpecError } from "../core/errors.ts";
import type { Game } from "../core/game.ts";
import { choice, integer, readParameters, real, writeParameters, type ValuesOf } from "../core/parameters.ts";
import { formatPlayerId, type PlayerId } from "../core/player-id.ts";
import type { Player, Policy, PolicySeat } from "../core/player.ts";
import { knownTurns, type Terms } from "../core/terms.ts";
import { readCheckpoint, type StoredCheckpoint } from "./checkpoint.ts";
import type { Walker } from "./network.ts";
import { networkOf } from "./networks.ts";
import { planningSeat } from "./planner.ts";
import { sampledSeat } from "./sampled.ts";
import { shelvedNamed } from "./shelf.ts";

/** A trained model as a player. */
export interface TrainedPolicy extends Policy {
  readonly checkpoint: StoredCheckpoint;
  readonly digest: string;
  /** @param longest by default what the terms say */
  rehearse(terms: Terms, longest?: number): void;
}

const PREFIX = "trained/";
const BY_FILE = "checkpoint";

/** Ways to choose, as ids write them. */
const MODES = ["sample", "greedy", "plan"] as const;

/** Whether a player's name is that of a trained model: `trained/<name>`, or `checkpoint` with a file. */
export const isTrainedId = (name: string): boolean =>
  name.startsWith(PREFIX) || name === BY_FILE || `${name}/` === PREFIX;

/** Whether a player is a trained model. */
export const isTrained = (player: Player): player is TrainedPolicy =>
  player.kind === "policy" && "checkpoint" in player;

/**
 * The trained model that an id such as `trained/extorter(mode=greedy)` or `checkpoint(file=my.json)` names. Its network
 * is set up when it first sits down.
 *
 * @throws SpecError where there is no such model, or it cannot play in that mode
 * @throws CheckpointError where its checkpoint cannot be read
 */
export function trainedPlayer({ name, parameters }: PlayerId): TrainedPolicy {
  if (name !== BY_FILE) {
    const { path } = shelvedNamed(name.slice(PREFIX.length));
    return trainedPolicy({ name, parameters }, readCheckpoint(path));
  }
  const { file, ...others } = parameters;
  if (typeof file !== "string" || file === "") {
    throw new SpecError(`${BY_FILE} needs the path of a file`, { hint: `Write ${BY_FILE}(file=my.json).` });
  }
  return trainedPolicy({ name, parameters: others }, readCheckpoint(file), { file });
}

/**
 * A checkpoint as a player. Where it does not say otherwise, it chooses as it did in training.
 *
 * @param place what its id says of where the checkpoint is, besides its name
 * @throws SpecError for an unknown parameter, or a mode that its network is not made for
 */
export function trainedPolicy(
  { name, parameters }: PlayerId,
  checkpoint: StoredCheckpoint,
  place: PlayerId["parameters"] = {},
): TrainedPolicy {
  const set = parametersOf(checkpoint);
  const settings = readParameters(name, set, parameters);
  const id = formatPlayerId({ name, parameters: { ...place, ...writeParameters(set, settings) } });
  const { shape, weights, hash } = checkpoint;
  requirePossible(id, settings, parameters, checkpoint);
  const { mode } = settings;
  return {
    kind: "policy",
    id,
    checkpoint,
    digest: hash,
    // A planner takes a thousandth of a second a move.
    ...(mode === "plan" ? { lanes: 16 } : {}),
    rehearse: (terms, longest = knownTurns(terms)) => requireTerms(id, checkpoint, terms, longest),
    sit(lanes) {
      for (const { terms } of lanes) requireTerms(id, checkpoint, terms, knownTurns(terms));
      // Who is told who sits across the table was told zeros of those that it should find out about.
      const context = shape.context > 0 ? new Float32Array(shape.context * lanes.length) : undefined;
      if (mode === "plan") return planningSeat(shape, weights, settings, lanes, context);
      const walker = networkOf(shape).walker(weights, lanes.length, context);
      return mode === "greedy" ? greedySeat(walker) : sampledSeat(walker, lanes);
    },
  };
}

/** What a trained model takes: how it chooses, and how far and how often it looks ahead where it plans. */
export function parametersOf({ acting, config }: Pick<StoredCheckpoint, "acting" | "config">) {
  const planned = acting.kind === "plan" ? acting : null;
  return {
    mode: choice(acting.kind, MODES),
    rollouts: integer(planned?.rollouts ?? config.rollouts, 1, 4096),
    lookAhead: integer(planned?.lookAhead ?? config["look-ahead"], 1, 1000),
    gain: real(planned?.gain ?? config.gain, 0, 1e6),
    qRollouts: real(planned?.qRollouts ?? 0, 0, 4096),
  };
}

type Settings = ValuesOf<ReturnType<typeof parametersOf>>;

/** Makes sure that the network can choose like that, and that nothing is set that it would not heed. */
function requirePossible(
  id: string,
  { mode, qRollouts, lookAhead }: Settings,
  given: PlayerId["parameters"],
  { shape, config }: StoredCheckpoint,
): void {
  if (mode !== "plan") {
    const idle = Object.keys(given).find((key) => key !== "mode");
    if (idle === undefined) return;
    throw new SpecError(`${idle} means nothing to ${id}, which does not plan`, { hint: "Add mode=plan." });
  }
  const foresees = ["own", "coPlayerIfC", "coPlayerIfD"].every((output, i) => shape.outputs[i] === output);
  if (shape.trunk !== "gru" || !foresees) {
    throw new SpecError(`${id} cannot plan: its network does not foresee its co-player's moves`, {
      hint: "Models that ppi trained can: leave out mode=plan.",
    });
  }
  if (qRollouts === 0) return;
  if (!shape.outputs.includes("qIfC")) {
    throw new SpecError(`${id} cannot count Q as rollouts: its network has not learned it`, {
      hint: "Leave out q-rollouts: models that were trained with q-weight have it.",
    });
  }
  if (lookAhead === config["look-ahead"]) return;
  throw new SpecError(`${id} cannot look ${lookAhead} turns ahead: its Q speaks of ${config["look-ahead"]}`, {
    hint: "Add q-rollouts=0 to look as far as you like.",
  });
}

/**
 * Makes sure that a model can play on these terms.
 *
 * @throws SpecError for another game than it was trained at, or a longer match than its network holds
 */
function requireTerms(id: string, { game: own, shape }: StoredCheckpoint, terms: Terms, turns: number): void {
  const { game } = terms;
  if (!isSameGame(game, own.payoffs)) {
    throw new SpecError(`${id} was trained at another game than ${game.id}`, {
      hint: `It plays ${own.id}.`,
    });
  }
  const { longest = Infinity } = shape;
  // Where nobody knows how long it will be, the network itself ends one that becomes too long.
  if (turns <= longest || turns === Infinity) return;
  const has = turns === knownTurns(terms) ? "has" : "may have";
  throw new SpecError(`${id} plays matches of at most ${longest} turns, and this one ${has} ${turns}`, {
    hint: `Play shorter ones: cap: ${longest} bounds them, whatever else is said of their length.`,
  });
}

/** Whether both seats face these payoffs. */
function isSameGame(game: Game, { R, S, T, P }: StoredCheckpoint["game"]["payoffs"]): boolean {
  if (game.actions.length !== 2) return false;
  const { payoff } = game;
  const isRow = [R, S, T, P].every((value, outcome) => payoff.row[outcome] === value);
  return isRow && [R, T, S, P].every((value, outcome) => payoff.column[outcome] === value);
}

/** Seats that choose what is likelier, and C where both are equally likely. Nothing is drawn. */
function greedySeat(walker: Walker): PolicySeat {
  return {
    act(n, last, actions) {
      const said = walker.step(n, last);
      for (let lane = 0; lane < n; lane++) actions[lane] = said[lane]! >= 0 ? C : D;
    },
    close: () => walker.close(),
  };
}
