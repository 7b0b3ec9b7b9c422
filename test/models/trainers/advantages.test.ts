import { describe, expect, test } from "vitest";
import {
  groupRelative,
  lambdaReturns,
  less,
  returnsToGo,
  standardise,
} from "../../../src/models/trainers/advantages.ts";

const one = { turns: 3, episodes: 1 };
const f32 = (...values: number[]): Float32Array => Float32Array.from(values);

/** To the precision of what is kept in 32 bits. */
function expectClose(actual: Float32Array, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(actual[i], `entry ${i}`).toBeCloseTo(value, 5));
}

describe("TD(λ) returns", () => {
  const rewards = f32(1, -1, 2);
  const values = f32(0.5, 1, -0.5);

  test("at λ 0 are the reward and the value of the next turn, which is 0 after the last", () => {
    expectClose(lambdaReturns(one, rewards, values, { discount: 0.9, lambda: 0 }), [1.9, -1.45, 2]);
  });

  test("at λ 1 are the discounted rewards to come, whatever the values", () => {
    expectClose(lambdaReturns(one, rewards, values, { discount: 0.5, lambda: 1 }), [1, 0, 2]);
  });

  test("between the two mix both, from the last turn backwards", () => {
    // G2 = 2; G1 = −1 + 0.5 (0.75 · −0.5 + 0.25 · 2) = −0.9375; G0 = 1 + 0.5 (0.75 · 1 + 0.25 · −0.9375) = 1.2578125.
    const returns = lambdaReturns(one, rewards, values, { discount: 0.5, lambda: 0.25 });
    expectClose(returns, [1.2578125, -0.9375, 2]);
  });

  test("less the values are the generalised advantages", () => {
    const discount = 0.9;
    const lambda = 0.7;
    const delta = [1 + discount * 1 - 0.5, -1 + discount * -0.5 - 1, 2 - -0.5];
    const last = delta[2]!;
    const middle = delta[1]! + discount * lambda * last;
    const first = delta[0]! + discount * lambda * middle;
    const returns = lambdaReturns(one, rewards, values, { discount, lambda });
    expectClose(less(returns, values), [first, middle, last]);
  });

  test("keep the episodes of a batch apart", () => {
    const returns = lambdaReturns({ turns: 2, episodes: 2 }, f32(1, 10, 2, 20), null, {
      discount: 0.5,
      lambda: 1,
    });
    expectClose(returns, [2, 20, 2, 20]);
  });

  test("of a whole episode, undiscounted, are what is still to come", () => {
    expectClose(returnsToGo(one, rewards), [2, 1, 2]);
  });
});

describe("standardised advantages", () => {
  test("have mean 0 and variance 1 for each kind of episode apart", () => {
    const advantages = f32(1, 100, 3, 300);
    standardise(advantages, { turns: 2, episodes: 2 }, [0, 1]);
    expectClose(advantages, [-1, -1, 1, 1]);
  });

  test("are taken over all episodes and turns of a kind", () => {
    const advantages = f32(0, 2, 4, 6);
    standardise(advantages, { turns: 2, episodes: 2 }, [0, 0]);
    const deviation = Math.sqrt(5);
    expectClose(
      advantages,
      [-3, -1, 1, 3].map((value) => value / deviation),
    );
  });

  test("are 0 where all were equal", () => {
    const advantages = f32(7, 7);
    standardise(advantages, { turns: 2, episodes: 1 }, [0]);
    expectClose(advantages, [0, 0]);
  });

  test("leave alone the episodes that are of no kind", () => {
    const advantages = f32(1, 5, 3, 5);
    standardise(advantages, { turns: 2, episodes: 2 }, [0, -1]);
    expectClose(advantages, [-1, 5, 1, 5]);
  });
});

describe("group-relative advantages", () => {
  test("are what an episode has more than its group on the same turn", () => {
    // Two groups of two episodes; two turns.
    const returns = f32(4, 2, 10, 30, 1, 3, 7, 7);
    expectClose(
      groupRelative(returns, { turns: 2, episodes: 4 }, [0, 0, 1, 1]),
      [1, -1, -10, 10, -1, 1, 0, 0],
    );
  });

  test("need no group's episodes to stand together", () => {
    const returns = f32(4, 10, 2, 30);
    expectClose(groupRelative(returns, { turns: 1, episodes: 4 }, [0, 1, 0, 1]), [1, -10, -1, 10]);
  });

  test("are 0 for an episode of no group", () => {
    expectClose(groupRelative(f32(4, 2, 9), { turns: 1, episodes: 3 }, [0, 0, -1]), [1, -1, 0]);
  });
});
