import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { actionAt, mixtureOf } from "../../../src/llm/reply/percentages.ts";
import { stream } from "../../../src/core/random.ts";

const labels = ["J", "F"];

describe("a mixed strategy", () => {
  test("is what the numbers are of their sum", () => {
    expect(mixtureOf({ F: 33, J: 66 }, labels)).toEqual({ distribution: [66 / 99, 33 / 99], isExact: true });
    expect(mixtureOf({ reasoning: "…", J: 100, F: 0 }, labels)?.distribution).toEqual([1, 0]);
  });

  test.each([
    [{ J: 50, F: 51.1 }],
    [{ J: 49, F: 49.9 }],
    [{ J: -10, F: 110 }],
    [{ J: 100, F: null }],
    [{ J: 50, j: 0, F: 50 }],
    [{ J: "half", F: "half" }],
    [{ J: 0, F: 0 }],
    [{}],
  ])("is not in %j", (object) => expect(mixtureOf(object, labels)).toBeNull());
});

describe("an action drawn from a mixed strategy", () => {
  test("comes as often as its share, within 3 standard errors", () => {
    const random = stream("draws");
    const n = 20_000;
    let first = 0;
    for (let i = 0; i < n; i++) if (actionAt(random.next(), [0.3, 0.7]) === 0) first++;
    expect(Math.abs(first / n - 0.3)).toBeLessThan(3 * Math.sqrt((0.3 * 0.7) / n));
  });

  test("always has a share", () => {
    const shares = fc
      .array(fc.nat(100), { minLength: 2, maxLength: 5 })
      .filter((list) => list.some((x) => x > 0));
    fc.assert(
      fc.property(shares, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (list, point) => {
        const sum = list.reduce((a, b) => a + b, 0);
        const distribution = list.map((share) => share / sum);
        expect(distribution[actionAt(point, distribution)]).toBeGreaterThan(0);
      }),
      { seed: 5 },
    );
  });
});
