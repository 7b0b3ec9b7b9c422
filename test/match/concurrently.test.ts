import { describe, expect, test } from "vitest";
import { concurrently } from "../../src/match/concurrently.ts";

async function collected<T>(results: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const together of results) all.push(...together);
  return all;
}

/** Resolves after so many turns of the microtask queue. */
async function after(pauses: number): Promise<void> {
  for (let i = 0; i < pauses; i++) await Promise.resolve();
}

describe("concurrent work", () => {
  test("comes as it is done", async () => {
    const pauses = [30, 1, 20, 2];
    const work = async (n: number): Promise<number> => after(n).then(() => n);
    expect(await collected(concurrently(pauses, 4, work))).toEqual([1, 2, 20, 30]);
  });

  test("is never more than its limit, and takes items only as there is room", async () => {
    let underWay = 0;
    let most = 0;
    let taken = 0;
    const items = (function* () {
      for (; taken < 100; taken++) yield taken;
    })();
    const work = async (): Promise<number> => {
      most = Math.max(most, ++underWay);
      await after(3);
      underWay--;
      return taken;
    };
    const seen = await collected(concurrently(items, 7, work));
    expect(seen).toHaveLength(100);
    expect(most).toBe(7);
    expect(seen[0]).toBeLessThanOrEqual(7);
  });

  test("that came while its taker was busy is handed over together, up to as much as is wanted", async () => {
    const sizes: number[] = [];
    for await (const { length } of concurrently([1, 1, 1, 1, 9], 5, after, 3)) {
      sizes.push(length);
      await after(3);
    }
    expect(sizes).toEqual([3, 1, 1]);
  });

  test("that succeeded before another failed is not lost", async () => {
    const seen: number[] = [];
    const work = async (n: number): Promise<number> => {
      await after(n);
      if (n > 2) throw new Error("failure");
      return n;
    };
    const playing = async (): Promise<void> => {
      for await (const results of concurrently([0, 1, 2, 3], 4, work)) {
        seen.push(...results);
        await after(20);
      }
    };
    await expect(playing()).rejects.toThrow("failure");
    expect(seen).toEqual([0, 1, 2]);
  });

  test("that fails many times over is heard once, and leaves no rejection behind", async () => {
    const work = async (n: number): Promise<never> => {
      await after(n);
      throw new Error(`failure ${n}`);
    };
    await expect(collected(concurrently([3, 1, 2], 3, work))).rejects.toThrow("failure 1");
  });

  test("of no items is over at once", async () => {
    expect(await collected(concurrently([], 3, async () => 1))).toEqual([]);
  });
});
