import type { Game } from "../core/game.ts";
import { canonicalJson, type Json } from "../core/json.ts";
import { parsePlayerId } from "../core/player-id.ts";
import { coin, tabular } from "../models/tabular.ts";
import type { TrainingConfig } from "../models/trainers/config.ts";
import { episodesUntil, pairingsIn } from "../models/trainers/episodes.ts";
import { totalSteps, type NamedTraining } from "../models/trainers/file.ts";
import { learnerId } from "../models/trainers/tables.ts";
import { sha256 } from "../models/weights.ts";
import type { LoggedPlayer, NewRun } from "../store/runs.ts";
import type { Catalogue } from "../tournament/catalogue.ts";
import { version } from "../version.ts";
import { startsOf } from "./training-start.ts";

/** A training whose episodes are to be logged. */
export interface LoggedTraining {
  readonly config: NamedTraining;
  readonly game: Game;
  readonly catalogue: Catalogue;
  /** Steps that are done already. */
  readonly step: number;
  /** What a step is called. */
  readonly unit: string;
  /** Whether to begin a new run whatever there is. */
  readonly isAnew: boolean;
}

/** The run of a training as it begins. Equal trainings have the same hash, whatever they say they are for. */
export function runOf(training: LoggedTraining): Omit<NewRun, "process" | "startedAt"> {
  const { config, game, catalogue } = training;
  const trained = digestsOf(training);
  const { description: _, ...settings } = config;
  const matches = episodesUntil(config, totalSteps(config));
  // As a tournament's runs say how often each pairing meets; here no pairing of a learner meets oftener.
  const repetitions = Math.max(...pairingsIn(config).map(({ episodes }) => episodes * totalSteps(config)));
  return {
    name: config.name,
    spec: JSON.stringify({ train: config, trained, repetitions }),
    specHash: sha256(canonicalJson({ train: settings, trained } as unknown as Json)),
    seed: config.seed,
    game,
    noise: 0,
    told: { game, noise: 0, horizon: "unknown" },
    plannedMatches: matches,
    plannedTurns: matches * config.turns,
    codeVersion: version,
    nodeVersion: process.version,
    players: playersOf(config, catalogue),
  };
}

/** The learners, and all whom they meet; of those before the first phase both seats are the same player's. */
function playersOf(config: TrainingConfig, catalogue: Catalogue): readonly LoggedPlayer[] {
  const learners = Array.from({ length: config.learners }, (_, i): LoggedPlayer => ({
    id: learnerId(i),
    kind: "policy",
    parameters: "{}",
  }));
  const unregistered = [tabular, coin].map(({ id, kind }) => ({ id, kind, parameters: "{}" }));
  const early = config.algorithm === "ppi" ? [config.pretraining === "tabular" ? tabular.id : coin.id] : [];
  const met = Object.keys(config["co-players"]).filter((kind) => kind !== "learners");
  const others = [...new Set([...met, ...early])].map(
    (id): LoggedPlayer =>
      unregistered.find((player) => player.id === id) ?? {
        id,
        kind: catalogue.player(id).kind,
        parameters: JSON.stringify(parsePlayerId(id).parameters),
      },
  );
  return [...learners, ...others];
}

/** SHA-256 of models that were trained before, by how the training calls them. */
type Digests = Readonly<Record<string, string>>;

/** What a training starts from and meets that may be something else tomorrow, under the same name. */
function digestsOf({ config, catalogue }: LoggedTraining): Digests {
  const starts = startsOf(config).map(({ reference, checkpoint }) => [reference, checkpoint.hash] as const);
  const met = Object.keys(config["co-players"])
    .filter((kind) => kind !== "learners" && kind !== tabular.id)
    .flatMap((id) => {
      const player = catalogue.player(id);
      const digest = player.kind === "policy" ? player.digest : undefined;
      return digest === undefined ? [] : [[id, digest] as const];
    });
  return Object.fromEntries([...starts, ...met]);
}
