import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stream } from "../../src/core/random.ts";
import {
  sequencesOf,
  type BurstinessOptions,
  type Level,
  type Sequence,
} from "../../src/export/burstiness.ts";
import { BURSTY } from "./sample.ts";

/** Levels of so many trajectories each, all with numbers of their own. */
const levelsOf = (sizes: readonly number[]): Level[] =>
  sizes.map((size, level) => ({
    id: `level-${level}`,
    trajectories: Array.from({ length: size }, (_, i) => 1000 * level + i),
  }));

function drawn(
  sizes: readonly number[],
  options: Partial<BurstinessOptions>,
  count: number,
  seed = 1,
): Sequence[] {
  const draw = sequencesOf(levelsOf(sizes), { ...BURSTY, ...options }, "train");
  const random = stream("burstiness", seed);
  return Array.from({ length: count }, () => draw(random));
}

/** How many trajectories of a sequence are of its most frequent level. */
function together({ trajectories }: Sequence): number {
  const counts = new Map<string, number>();
  for (const { level } of trajectories) counts.set(level, (counts.get(level) ?? 0) + 1);
  return Math.max(...counts.values());
}

const sizes = [9, 4, 3, 8, 2, 5, 1, 6];

describe("sequences of several trajectories", () => {
  test.each([0.1, 0.6, 0.9])("are bursty in a share of %d, within three standard errors", (burstiness) => {
    const count = 4000;
    const bursty = drawn(sizes, { burstiness }, count).filter((sequence) => together(sequence) > 1);
    const error = Math.sqrt((burstiness * (1 - burstiness)) / count);
    expect(Math.abs(bursty.length / count - burstiness)).toBeLessThan(3 * error);
  });

  test("are never bursty at 0, and always at 1", () => {
    for (const sequence of drawn(sizes, { burstiness: 0 }, 1000)) {
      expect(together(sequence)).toBe(1);
      expect(sequence.isBursty).toBe(false);
    }
    for (const sequence of drawn(sizes, { burstiness: 1 }, 1000)) {
      expect(together(sequence)).toBe(2);
      expect(sequence.isBursty).toBe(true);
    }
  });

  test("have all their trajectories of one level where that is asked for", () => {
    for (const sequence of drawn(sizes, { trajectories: 4, same: "all" }, 500))
      expect(together(sequence)).toBe(4);
  });

  test("take any level with enough trajectories as often as another", () => {
    const count = 6000;
    const sequences = drawn([9, 4, 3, 1], { trajectories: 3, same: "all" }, count);
    for (const level of ["level-0", "level-1", "level-2"]) {
      const share = sequences.filter(({ trajectories }) => trajectories[0]!.level === level).length / count;
      expect(Math.abs(share - 1 / 3), level).toBeLessThan(3 * Math.sqrt(((1 / 3) * (2 / 3)) / count));
    }
    expect(sequences.some(({ trajectories }) => trajectories[0]!.level === "level-3")).toBe(false);
  });

  test("end with a trajectory of the repeated level where that is asked for", () => {
    const isLastRepeated = ({ trajectories }: Sequence): boolean =>
      trajectories.filter(({ level }) => level === trajectories.at(-1)!.level).length > 1;
    const options = { trajectories: 5 };
    expect(drawn(sizes, { ...options, queryLast: true }, 500).every(isLastRepeated)).toBe(true);
    const share = drawn(sizes, options, 2000).filter(isLastRepeated).length / 2000;
    // Two of five places are of the repeated level.
    expect(Math.abs(share - 0.4)).toBeLessThan(3 * Math.sqrt((0.4 * 0.6) / 2000));
  });

  test("end with any trajectory of the repeated level as often as with another", () => {
    const count = 3000;
    const options = { trajectories: 3, same: "all", queryLast: true } as const;
    const last = drawn([3], options, count).map(({ trajectories }) => trajectories.at(-1)!.trajectory);
    for (const trajectory of [0, 1, 2]) {
      const share = last.filter((one) => one === trajectory).length / count;
      expect(Math.abs(share - 1 / 3), String(trajectory)).toBeLessThan(3 * Math.sqrt(2 / 9 / count));
    }
  });

  test("repeat levels by chance alone where they are drawn independently", () => {
    const count = 4000;
    const sequences = drawn([5, 6, 7, 8, 9], { trajectories: 3, burstiness: null }, count);
    const repeated = 1 - (4 / 5) * (3 / 5);
    const share = sequences.filter((sequence) => together(sequence) > 1).length / count;
    expect(Math.abs(share - repeated)).toBeLessThan(3 * Math.sqrt((repeated * (1 - repeated)) / count));
    for (const sequence of sequences) expect(sequence.isBursty).toBe(together(sequence) > 1);
  });

  test("never have a trajectory twice, and only trajectories of the levels they name", () => {
    const property = fc.property(
      fc.array(fc.integer({ min: 4, max: 9 }), { minLength: 4, maxLength: 9 }),
      fc.integer({ min: 2, max: 4 }),
      fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      fc.constantFrom<2 | "all">(2, "all"),
      fc.boolean(),
      fc.nat(),
      (own, trajectories, burstiness, same, queryLast, seed) => {
        for (const sequence of drawn(own, { trajectories, burstiness, same, queryLast }, 20, seed)) {
          const numbers = sequence.trajectories.map(({ trajectory }) => trajectory);
          expect(new Set(numbers).size).toBe(trajectories);
          for (const { level, trajectory } of sequence.trajectories)
            expect(level).toBe(`level-${Math.floor(trajectory / 1000)}`);
        }
      },
    );
    fc.assert(property, { numRuns: 100, seed: 7 });
  });

  test("are the same for the same seed, and others for another", () => {
    expect(drawn(sizes, { burstiness: 0.5 }, 50, 3)).toEqual(drawn(sizes, { burstiness: 0.5 }, 50, 3));
    expect(drawn(sizes, { burstiness: 0.5 }, 50, 4)).not.toEqual(drawn(sizes, { burstiness: 0.5 }, 50, 3));
  });

  test.each([
    [[1, 1, 1], {}, "train needs 1 levels with 2 trajectories or more, and has 0"],
    [[9], { trajectories: 3 }, "train needs 2 levels, and has 1"],
    [[9, 9], { trajectories: 3, burstiness: 0.5 }, "train needs 3 levels, and has 2"],
    [[3, 9], { trajectories: 4, same: "all", burstiness: 0.5 }, "train needs 4 levels, and has 2"],
    [
      [4, 3],
      { trajectories: 4, burstiness: null },
      "train needs 4 trajectories of the level level-1, and has 3",
    ],
  ] as const)("of levels of %j and %j are refused", (own, options, message) => {
    expect(() => drawn(own, options, 1)).toThrow(message);
  });
});
