import { describe, expect, test } from "vitest";
import { noRandom, sfc32, stream } from "../../src/core/random.ts";

describe("sfc32", () => {
  test("gives the outputs of the reference implementation", () => {
    // Made with PractRand's own sfc32 and published in the tests of the Rust crate rand_sfc: seed words 0, 2, 1.
    const random = sfc32(0, 2, 1, 16);
    const expected = [
      0xa87dbc7e, 0x1787178c, 0x4c7b7234, 0xc65dade2, 0x2c692349, 0xf52c2153, 0xdf098072, 0x9d49b03c,
      0x9562381a, 0xc9b41738, 0x64b75e54, 0x36ce9b32, 0xf106947e, 0x0afc726b, 0x549bbc87, 0xd19a7b3e,
    ];
    expect(expected.map(() => random.uint32())).toEqual(expected);
  });

  test("draws numbers in [0, 1) whose mean is a half", () => {
    const random = stream("mean");
    const n = 100_000;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const x = random.next();
      expect(x >= 0 && x < 1).toBe(true);
      sum += x;
    }
    // Three standard errors of the mean of n uniform numbers.
    expect(Math.abs(sum / n - 0.5)).toBeLessThan(3 / Math.sqrt(12 * n));
  });

  test("chance is never at 0 and always at 1", () => {
    const random = stream("chance");
    for (let i = 0; i < 1000; i++) {
      expect(random.chance(0)).toBe(false);
      expect(random.chance(1)).toBe(true);
    }
  });

  test("below draws every integer below n about equally often", () => {
    const random = stream("below");
    const counts = [0, 0, 0];
    for (let i = 0; i < 30_000; i++) counts[random.below(3)]!++;
    // Three standard errors of a binomial count.
    for (const count of counts)
      expect(Math.abs(count - 10_000)).toBeLessThan(3 * Math.sqrt(30_000 * (2 / 9)));
  });
});

describe("streams", () => {
  test("equal keys give equal streams", () => {
    const [a, b] = [stream(7, "a", "b", 0, "row"), stream(7, "a", "b", 0, "row")];
    for (let i = 0; i < 100; i++) expect(a.uint32()).toBe(b.uint32());
  });

  test("keys that differ in one part give different streams", () => {
    const keys: (string | number)[][] = [
      [7, "a", "b", 0, "row"],
      [8, "a", "b", 0, "row"],
      [7, "b", "a", 0, "row"],
      [7, "a", "b", 1, "row"],
      [7, "a", "b", 0, "column"],
      [7, "ab", "", 0, "row"],
    ];
    expect(new Set(keys.map((key) => stream(...key).uint32())).size).toBe(keys.length);
  });

  test("a key's stream is pinned, so that a log can be played again by later versions", () => {
    const random = stream(1980, "random", "tit-for-tat", 0, "row");
    expect([random.uint32(), random.uint32(), random.uint32()]).toMatchInlineSnapshot(`
      [
        3717953580,
        2257426728,
        833648866,
      ]
    `);
  });

  test("the stream of a deterministic player refuses to be drawn from", () => {
    expect(() => noRandom("tit-for-tat").next()).toThrow("tit-for-tat is declared deterministic but drew");
  });
});
