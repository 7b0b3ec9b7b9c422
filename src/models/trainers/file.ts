import * as z from "zod";
import { CoplayError, SpecError } from "../../core/errors.ts";
import { formatPath, type Path } from "../../core/faults.ts";
import { isSymmetric, type Game } from "../../core/game.ts";
import { located } from "../../core/located.ts";
import type { Player } from "../../core/player.ts";
import type { Terms } from "../../core/terms.ts";
import { faultOf, nearestWord } from "../../files/faults.ts";
import { parseYaml, type FileKind } from "../../files/yaml.ts";
import { rehearse } from "../../match/rehearsal.ts";
import { trainingSchema, type TrainingConfig } from "./config.ts";

/** Where the players and games come from that a training file names. */
export interface Cast {
  player(id: string): Player;
  game(id: string): Game;
}

/** A training that knows what its checkpoint is called. */
export type NamedTraining = TrainingConfig & { readonly name: string };

/** A co-player that is no registered player: a fresh memory-one player in every episode. */
const TABULAR = "tabular";
/** All that are none: the other learner, too. */
const SPECIAL: readonly string[] = ["learners", TABULAR];

/**
 * Turns of the episodes that a learner has before its first phase, and of those that all keep afterwards: a byte each,
 * which have to fit into memory, and the latter into the file that the training goes on from.
 */
const MOST_TURNS = 1_000_000_000;

const count = (n: number): string => n.toLocaleString("en-GB");

const fileSchema = z.strictObject({ train: trainingSchema });

const TRAINING: FileKind = {
  holds: "training",
  is: "a mapping with one key, train, that holds all the others",
  hint: "tournaments/train-quick.yaml is one to start from.",
};

/** Keys that only some algorithms, or only one trunk, heed: written for another one, they would do nothing. */
const heeded: readonly {
  readonly key: "algorithm" | "trunk";
  readonly by: readonly string[];
  readonly keys: readonly (keyof TrainingConfig)[];
}[] = [
  {
    key: "algorithm",
    by: ["ppi"],
    keys: [
      "phases",
      "pretraining-episodes",
      "pretraining",
      "pretraining-epochs",
      "epochs",
      "fresh-start",
      "episodes-per-phase",
      "replay-weight",
      "replay-decay",
      "rollouts",
      "look-ahead",
      "gain",
      "q-weight",
      "q-rollouts",
    ],
  },
  {
    key: "algorithm",
    by: ["a2c"],
    keys: ["discount", "lambda", "normalise-advantages", "reward-scale", "value-weight"],
  },
  { key: "algorithm", by: ["a2c", "magrpo"], keys: ["updates", "entropy-weight", "report-every"] },
  { key: "algorithm", by: ["magrpo"], keys: ["group-size", "clip-ratio", "updates-per-batch"] },
  { key: "trunk", by: ["transformer"], keys: ["blocks", "attention-heads"] },
];

/**
 * Reads the text of a training file and fills in what it leaves out. Co-players bear their canonical ids afterwards.
 *
 * @param file what to call the file in messages
 * @param options.name what the checkpoint is called where the file does not say
 * @param options.seed a seed that goes before the file's
 * @throws SpecError for the first thing that is wrong, with its line and key
 */
export function readTraining(
  text: string,
  file: string,
  cast: Cast,
  options: { readonly name: string; readonly seed?: number | undefined },
): NamedTraining {
  const { data, place } = parseYaml(text, file, TRAINING);
  requireTraining(data as object, file, place);
  const { train } = data as { readonly train: unknown };
  const given = options.seed === undefined ? {} : { seed: options.seed };
  const isRecord = typeof train === "object" && train !== null && !Array.isArray(train);
  const whole = { ...(data as object), train: isRecord ? { ...train, ...given } : train };
  const parsed = fileSchema.safeParse(whole);
  if (!parsed.success) {
    const { path, message, hint } = faultOf(parsed.error, whole, keysAt);
    throw new SpecError(message.replace(/^train\./, ""), { place: place(path), hint });
  }
  const config = parsed.data.train;
  const at = (...path: Path): string => place(["train", ...path]);
  requireHeeded(Object.keys(train as object), config, at);
  requireSound(config, at);
  const game = gameOf(config, cast, at);
  const coPlayers = coPlayersOf(config, game, cast, at);
  const probes = config.probes === undefined ? {} : { probes: probesOf(config, game, cast, at) };
  return { ...config, "co-players": coPlayers, ...probes, name: nameOf(config, options.name, at) };
}

/** Steps that a training has in all: phases of PPI, updates of the others. */
export const totalSteps = ({ algorithm, phases, updates }: TrainingConfig): number =>
  algorithm === "ppi" ? phases : updates;

/** The JSON Schema of training files, for editors. */
export function trainingJsonSchema(): object {
  return { title: "coplay training", ...z.toJSONSchema(fileSchema, { io: "input" }) };
}

const keysAt = (path: Path): readonly string[] =>
  formatPath(path) === "train" ? Object.keys(trainingSchema.shape) : path.length === 0 ? ["train"] : [];

/** Says so where a file is none that trains: a tournament, or one whose keys stand a level too high. */
function requireTraining(data: object, file: string, place: (path: Path) => string): void {
  if ("train" in data) return;
  if ("players" in data) {
    throw new SpecError("this is a tournament file, and trains no model", {
      place: place(["players"]),
      hint: `Play it: coplay run ${file}`,
    });
  }
  if ("algorithm" in data) {
    throw new SpecError("the keys of a training stand under train:", { place: place(["algorithm"]) });
  }
}

function requireHeeded(written: readonly string[], config: TrainingConfig, at: Placing): void {
  for (const { key, by, keys } of heeded) {
    if (by.includes(config[key])) continue;
    const idle = keys.find((own) => written.includes(own));
    if (idle === undefined) continue;
    throw new SpecError(`${idle} means nothing where ${key} is ${config[key]}`, {
      place: at(idle),
      hint: `It is a key of ${by.join(" and ")}: leave it out, or choose another ${key}.`,
    });
  }
}

type Placing = (...path: Path) => string;

/** What each key may be by itself, and not beside another. */
function requireSound(config: TrainingConfig, at: Placing): void {
  const { algorithm, trunk, hidden, turns, learners, from, probes } = config;
  const refuse = (message: string, key: keyof TrainingConfig, hint?: string): never => {
    throw new SpecError(message, { place: at(key), hint });
  };
  const isPpi = algorithm === "ppi";
  if (isPpi && trunk === "transformer") {
    refuse("ppi plans with a GRU, and trunk is transformer", "trunk", "Write trunk: gru, or train with a2c.");
  }
  const heads = config["attention-heads"];
  if (trunk === "transformer" && hidden % heads !== 0) {
    refuse(`attention-heads must divide hidden, and ${heads} does not divide ${hidden}`, "attention-heads");
  }
  const lookAhead = config["look-ahead"];
  if (isPpi && lookAhead > turns) {
    refuse(`look-ahead must be at most turns, ${turns}, got ${lookAhead}`, "look-ahead");
  }
  const [before, phases] = [config["pretraining-episodes"], config.phases];
  if (isPpi && before * turns > MOST_TURNS) {
    refuse(
      `${count(before)} episodes of ${count(turns)} turns before the first phase are more than fit into memory`,
      "pretraining-episodes",
      `At ${count(turns)} turns there may be ${count(Math.floor(MOST_TURNS / turns))}.`,
    );
  }
  const perPhase = config["episodes-per-phase"];
  if (isPpi && learners * phases * perPhase * turns > MOST_TURNS) {
    refuse(
      `${count(phases)} phases of ${count(perPhase)} episodes are more than are kept: ${count(learners * phases * perPhase * turns)} turns in all`,
      "episodes-per-phase",
      `There may be ${count(MOST_TURNS)} turns in all.`,
    );
  }
  const [group, batch] = [config["group-size"], config["batch-size"]];
  if (algorithm === "magrpo" && batch % group !== 0) {
    refuse(`group-size must divide batch-size, and ${group} does not divide ${batch}`, "group-size");
  }
  if (config["q-rollouts"] !== undefined && config["q-weight"] === undefined) {
    refuse("q-rollouts means nothing without q-weight", "q-rollouts", "Train that output: q-weight: 1.");
  }
  if (probes === undefined && config["probe-episodes"] !== undefined) {
    refuse(
      "probe-episodes means nothing without probes",
      "probe-episodes",
      "Say whom to probe: probes: [tit-for-tat].",
    );
  }
  if (from.length !== 0 && from.length !== learners) {
    refuse(
      `from must name a checkpoint for each learner, of whom there are ${learners}, got ${from.length}`,
      "from",
    );
  }
}

function gameOf({ game: id }: TrainingConfig, cast: Cast, at: Placing): Game {
  const game = located(at("game"), () => cast.game(id));
  const k = game.actions.length;
  if (k === 2 && isSymmetric(game)) return game;
  throw new SpecError(k === 2 ? `${game.id} is asymmetric` : `${game.id} has ${k} actions`, {
    place: at("game"),
    hint: "Models are trained in symmetric games of two actions.",
  });
}

function coPlayersOf(
  config: TrainingConfig,
  game: Game,
  cast: Cast,
  at: Placing,
): Readonly<Record<string, number>> {
  const terms = termsOf(config, game);
  const written = Object.entries(config["co-players"]);
  if (written.length === 0) throw new SpecError("co-players names nobody", { place: at("co-players") });
  const shares = new Map<string, number>();
  for (const [name, share] of written) {
    const place = at("co-players", name);
    const id = SPECIAL.includes(name) ? name : registeredPlayer(name, SPECIAL, terms, cast, place);
    if (shares.has(id)) throw new SpecError(`${id} is named twice`, { place });
    shares.set(id, share);
  }
  if (shares.has("learners") && config.learners < 2) {
    throw new SpecError("a learner that is alone meets no other", {
      place: at("co-players", "learners"),
      hint: "Write learners: 2, or leave this co-player out.",
    });
  }
  return Object.fromEntries(shares);
}

/** The length, which none of them is told: some hold no longer matches than they were trained for. */
const termsOf = ({ turns }: TrainingConfig, game: Game): Terms => ({ game, noise: 0, horizon: { turns } });

/** Whom learners are measured against, by canonical ids. */
function probesOf(config: TrainingConfig, game: Game, cast: Cast, at: Placing): string[] {
  const ids: string[] = [];
  for (const [i, name] of (config.probes ?? []).entries()) {
    const place = at("probes", i);
    if (name === "learners") {
      throw new SpecError("learners are no probe: they change as they learn", {
        place,
        hint: "A probe is `tabular` or the id of a player, such as tit-for-tat.",
      });
    }
    const id =
      name === TABULAR ? name : registeredPlayer(name, [TABULAR], termsOf(config, game), cast, place);
    if (ids.includes(id)) throw new SpecError(`${id} is named twice`, { place });
    ids.push(id);
  }
  return ids;
}

function registeredPlayer(
  name: string,
  special: readonly string[],
  terms: Terms,
  cast: Cast,
  place: string,
): string {
  const player = located(place, () => {
    try {
      return cast.player(name);
    } catch (error) {
      const meant = nearestWord(name, special);
      if (!(error instanceof CoplayError) || meant === undefined) throw error;
      throw new SpecError(error.message, { hint: `Did you mean ${meant}?`, cause: error });
    }
  });
  if (player.kind !== "agent") {
    located(place, () => rehearse(player, terms));
    return player.id;
  }
  throw new SpecError(`${player.id} is a language model: millions of turns would be asked of it`, {
    place,
    hint: "Co-players in training are tabular, learners, strategies and trained models.",
  });
}

function nameOf({ name }: TrainingConfig, byDefault: string, at: Placing): string {
  if (name !== undefined) return name;
  if (trainingSchema.shape.name.safeParse(byDefault).success) return byDefault;
  throw new SpecError(`"${byDefault}" cannot be what the checkpoint is called`, {
    place: at(),
    hint: "Add name: in lower-case letters, digits and hyphens.",
  });
}
