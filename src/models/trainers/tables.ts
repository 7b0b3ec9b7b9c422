import type { Game } from "../../core/game.ts";
import type { MatchSpec } from "../../core/trajectory.ts";
import type { TrainingConfig } from "./config.ts";
import type { Pairing } from "./episodes.ts";
import type { PlayTask, Seated } from "./tasks.ts";

/** Episodes of one task: enough to fill the kernels' lanes, few enough to be shared out among threads. */
const CHUNK = 128;

/** What matches call a learner, counted from 0. */
export const learnerId = (learner: number): string => `learner-${learner + 1}`;

/**
 * Whoever sits in the column seat of a pairing.
 *
 * @param group episodes that meet the same tabular co-player
 */
export function columnOf({ kind, other }: Pairing, models: readonly Seated[], group: number): Seated {
  if (other !== null) return models[other]!;
  return kind === "tabular" ? { kind, group } : { kind: "registered", id: kind };
}

/** The episodes that a pairing plays in one update, as tasks. No two updates have a match in common. */
export function playTasksOf(
  config: TrainingConfig,
  game: Game,
  pairing: Pairing,
  update: number,
  models: readonly Seated[],
  group: number,
): PlayTask[] {
  const { learner, other, kind, episodes } = pairing;
  const row = models[learner]!;
  const column = columnOf(pairing, models, group);
  const ids = { row: learnerId(learner), column: other === null ? kind : learnerId(other) };
  return tasksBetween(row, column, episodesOf(config, game, ids, (update - 1) * episodes, episodes));
}

/** So many episodes between two, from a repetition on. */
export function episodesOf(
  { seed, turns }: TrainingConfig,
  game: Game,
  ids: Pick<MatchSpec, "row" | "column">,
  from: number,
  episodes: number,
): MatchSpec[] {
  const told = { game, noise: 0, horizon: "unknown" } as const;
  return Array.from({ length: episodes }, (_, i) => {
    return { seed, ...ids, repetition: from + i, game, turns, noise: 0, told };
  });
}

/** Episodes between two as tasks. */
export function tasksBetween(row: Seated, column: Seated, matches: readonly MatchSpec[]): PlayTask[] {
  const tasks: PlayTask[] = [];
  for (let from = 0; from < matches.length; from += CHUNK)
    tasks.push({ kind: "play", row, column, matches: matches.slice(from, from + CHUNK) });
  return tasks;
}
