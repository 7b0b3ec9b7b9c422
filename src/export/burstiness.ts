import { CoplayError } from "../core/errors.ts";
import type { Random } from "../core/random.ts";

/**
 * How sequences of several trajectories are put together. A sequence is bursty if at least two of its trajectories are
 * from the same level.
 *
 * @see Raparthy2024
 * @see Chan2022
 */
export interface BurstinessOptions {
  /** Trajectories of a sequence, at least 2. */
  readonly trajectories: number;
  /** The chance in [0, 1] that a sequence is bursty; null to draw every level independently, so that chance decides. */
  readonly burstiness: number | null;
  /** How many trajectories of a bursty sequence are from the same level. */
  readonly same: 2 | "all";
  /** Whether a bursty sequence ends with one of those. */
  readonly queryLast: boolean;
  /** How many sequences; undefined for as many as give every trajectory one place on average. */
  readonly sequences: number | undefined;
}

/** Trajectories that are alike in what they are to be learned from. */
export interface Level {
  readonly id: string;
  /** Any numbers that tell the trajectories apart. */
  readonly trajectories: readonly number[];
}

/** A trajectory in its place. */
interface Placed {
  readonly level: string;
  readonly trajectory: number;
}

/** Trajectories in the order in which they are joined. */
export interface Sequence {
  readonly isBursty: boolean;
  readonly trajectories: readonly Placed[];
}

/** Draws sequences from a set of levels. */
export type DrawSequence = (random: Random) => Sequence;

/**
 * Prepares drawing. No sequence has a trajectory twice. A bursty one takes `same` trajectories of a level, each level
 * with enough of them being as likely, and the rest from levels that differ from it and from one another; any other
 * takes all from levels that differ. Then trajectories are shuffled, never what is inside of them.
 *
 * @param what names the levels in errors: "train", "validation"
 * @throws CoplayError where there are too few levels, or too few trajectories in them
 */
export function sequencesOf(
  levels: readonly Level[],
  options: BurstinessOptions,
  what: string,
): DrawSequence {
  const { trajectories: size, burstiness, same, queryLast } = options;
  if (!(Number.isInteger(size) && size >= 2)) {
    throw new RangeError(`a sequence has at least 2 trajectories, got ${size}`);
  }
  if (burstiness === null) return independent(levels, size, what);

  const together = same === "all" ? size : 2;
  const rich = levels.filter(({ trajectories }) => trajectories.length >= together);
  if (burstiness > 0) {
    requireAtLeast(1, rich.length, `levels with ${together} trajectories or more`, what);
    requireAtLeast(1 + size - together, levels.length, "levels", what);
  }
  if (burstiness < 1) requireAtLeast(size, levels.length, "levels", what);

  return (random) => {
    const isBursty = random.chance(burstiness);
    if (!isBursty) {
      const drawn = distinct(levels.length, size, random).map((i) => oneOf(levels[i]!, random));
      return { isBursty, trajectories: shuffled(drawn, random) };
    }
    const level = rich[random.below(rich.length)]!;
    const own = distinct(level.trajectories.length, together, random).map((i) => place(level, i));
    const others = levels.filter((other) => other !== level);
    const rest = distinct(others.length, size - together, random).map((i) => oneOf(others[i]!, random));
    if (!queryLast) return { isBursty, trajectories: shuffled([...own, ...rest], random) };
    const [query, ...context] = shuffled(own, random);
    return { isBursty, trajectories: [...shuffled([...context, ...rest], random), query!] };
  };
}

/** Every trajectory's level is drawn by itself; a level that comes up again gives another trajectory. */
function independent(levels: readonly Level[], size: number, what: string): DrawSequence {
  requireAtLeast(1, levels.length, "levels", what);
  for (const { id, trajectories } of levels) {
    requireAtLeast(size, trajectories.length, `trajectories of the level ${id}`, what);
  }
  return (random) => {
    const drawn = Array.from({ length: size }, () => random.below(levels.length));
    const counts = new Map<number, number>();
    for (const at of drawn) counts.set(at, (counts.get(at) ?? 0) + 1);
    const trajectories = [...counts].flatMap(([at, count]) => {
      const level = levels[at]!;
      return distinct(level.trajectories.length, count, random).map((i) => place(level, i));
    });
    return { isBursty: counts.size < size, trajectories: shuffled(trajectories, random) };
  };
}

const place = ({ id, trajectories }: Level, at: number): Placed => ({
  level: id,
  trajectory: trajectories[at]!,
});

const oneOf = (level: Level, random: Random): Placed => place(level, random.below(level.trajectories.length));

/** Different integers in [0, n), every set of them as likely; their order is not. There are at least as many. */
function distinct(n: number, count: number, random: Random): number[] {
  const drawn = new Set<number>();
  while (drawn.size < count) {
    // The last that may come up grows with each draw: no number is thrown away (Floyd's algorithm).
    const last = n - count + drawn.size;
    const candidate = random.below(last + 1);
    drawn.add(drawn.has(candidate) ? last : candidate);
  }
  return [...drawn];
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const at = random.below(last + 1);
    [order[last], order[at]] = [order[at]!, order[last]!];
  }
  return order;
}

function requireAtLeast(needed: number, found: number, of: string, what: string): void {
  if (found >= needed) return;
  throw new CoplayError(`${what} needs ${needed} ${of}, and has ${found}`, {
    hint: "A level is a co-player. Take fewer --trajectories, --same 2, another --burstiness, or a run with more matches.",
  });
}
