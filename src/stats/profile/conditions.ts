import type { Measuring, ProfileRun } from "./measured.ts";

/** Matches by condition and level: what differs between levels of one condition is the level alone. */
export interface Conditions {
  readonly levels: number;
  readonly conditions: number;
  /** Of each observation, for each of its members: the condition times the number of levels, and the level. */
  readonly places: readonly (readonly number[])[];
}

/** What a level of a factor is, and what of a run is part of the condition that it is met under. */
interface Factor {
  /** Null where the run has none. */
  readonly levelOf: (run: ProfileRun) => string | null;
  /** Whether a factor of the experiment is this one. */
  readonly isOwn: (path: string) => boolean;
}

const last = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

/** What the games of two runs must share to be the same. */
export const gameKeyOf = ({ game }: Pick<ProfileRun, "game">): string =>
  JSON.stringify([game.id, game.actions, [...game.payoff.row], [...game.payoff.column], game.cooperative]);

/** What two runs must share for their matches to be repetitions of one another. */
export const settingKeyOf = (run: ProfileRun): string =>
  JSON.stringify([Object.entries(run.factors).sort(), run.isTold, gameKeyOf(run)]);

const factors: Readonly<Record<"game" | "language", Factor>> = {
  game: { levelOf: gameKeyOf, isOwn: (path) => path === "game" || path.startsWith("game.") },
  language: {
    levelOf: ({ factors }) =>
      Object.entries(factors).find(([path]) => last(path) === "language")?.[1] ?? null,
    isOwn: (path) => last(path) === "language",
  },
};

/**
 * Sorts the matches of a sample by game or by language, and by everything else: co-player, horizon, the other
 * factors of the experiment, and the game where it is not what is compared.
 */
export function conditionsOf(
  { sample, runs }: Pick<Measuring, "sample" | "runs">,
  by: "game" | "language",
): Conditions {
  const { levelOf, isOwn } = factors[by];
  const ofRuns = runs.map((run) => {
    const others = Object.entries(run.factors).filter(([path]) => !isOwn(path));
    const game = by === "game" ? null : gameKeyOf(run);
    return { level: levelOf(run), condition: JSON.stringify([others.sort(), run.isTold, game]) };
  });
  const levels = new Map<string | null, number>();
  const conditions = new Map<string, number>();
  const met = sample.members.map((rows) =>
    rows.map((row) => {
      const { run, coPlayer } = sample.table.rows[row]!;
      const { level, condition } = ofRuns[run]!;
      return [numberIn(conditions, `${coPlayer} ${condition}`), numberIn(levels, level)] as const;
    }),
  );
  return {
    levels: levels.size,
    conditions: conditions.size,
    places: met.map((rows) => rows.map(([condition, level]) => condition * levels.size + level)),
  };
}

function numberIn<Key>(numbers: Map<Key, number>, key: Key): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}
