import { describe, expect, test } from "vitest";
import { DivergenceError } from "../../../src/core/errors.ts";
import { loadGraph } from "../../../src/models/tensorflow.ts";
import { a2c, actorCriticLoss } from "../../../src/models/trainers/a2c.ts";
import { entropyGradient, lesson, lossAndGradient, sigmoid } from "./losses.ts";
import { backwardsCrew, game, lastAgainst, services, small, trained } from "./training.ts";

const { graph: tf } = await loadGraph();

describe("the loss of advantage actor-critic", () => {
  // Log-odds of C and values, on either turn, of either episode.
  const own = [0.5, -1, 2, 0.25];
  const values = [0.3, -0.2, 0.1, 0.4];
  const said = [...own.slice(0, 2), ...values.slice(0, 2), ...own.slice(2), ...values.slice(2)];
  const config = small({
    algorithm: "a2c",
    discount: 0.9,
    lambda: 0.5,
    "reward-scale": 0.5,
    "value-weight": 0.25,
    "entropy-weight": 0.1,
    "normalise-advantages": false,
  });
  // Scaled payoffs: R and P in the first episode, T and S in the second. Returns from the last turn backwards.
  const rewards = [0.5, 1, 0, -0.5];
  const last = [0, -0.5];
  const returns = [
    ...[0, 1].map((e) => rewards[e]! + 0.9 * (0.5 * values[2 + e]! + 0.5 * last[e]!)),
    ...last,
  ];
  const signs = [1, -1, -1, 1];
  const gradient = (advantages: readonly number[]): number[] => {
    const ofOwn = own.map(
      (x, i) => (-advantages[i]! * signs[i]! * sigmoid(-signs[i]! * x) + 0.1 * entropyGradient(x)) / 4,
    );
    const ofValues = values.map((value, i) => (0.25 * 2 * (value - returns[i]!)) / 4);
    return [...ofOwn.slice(0, 2), ...ofValues.slice(0, 2), ...ofOwn.slice(2), ...ofValues.slice(2)];
  };

  test("has the policy gradient, the value's squared error and the entropy for a gradient", () => {
    const found = lossAndGradient(tf, said, (outputs) => actorCriticLoss(tf, outputs, lesson, game, config));
    const advantages = returns.map((value, i) => value - values[i]!);
    gradient(advantages).forEach((value, i) =>
      expect(found.gradient[i], `output ${i}`).toBeCloseTo(value, 5),
    );
  });

  test("standardises advantages for each kind of co-player apart", () => {
    const standardised = { ...config, "normalise-advantages": true };
    const found = lossAndGradient(tf, said, (outputs) =>
      actorCriticLoss(tf, outputs, lesson, game, standardised),
    );
    // Of two numbers the greater becomes 1, the other −1: here the first turn was the better one in either episode.
    gradient([1, 1, -1, -1]).forEach((value, i) =>
      expect(found.gradient[i], `output ${i}`).toBeCloseTo(value, 4),
    );
  });

  test("is the sum of the parts that it shows, weighted", () => {
    const { loss, parts } = lossAndGradient(tf, said, (outputs) =>
      actorCriticLoss(tf, outputs, lesson, game, config),
    );
    expect(loss).toBeCloseTo(parts["policy"]! + 0.25 * parts["value"]! - 0.1 * parts["entropy"]!, 6);
    const errors = returns.map((value, i) => (value - values[i]!) ** 2);
    expect(parts["value"]).toBeCloseTo(errors.reduce((sum, error) => sum + error) / 4, 6);
  });
});

describe("learners trained by advantage actor-critic", () => {
  test("learn to defect against one who always cooperates", async () => {
    const config = small({ algorithm: "a2c", "co-players": { cooperator: 1 } });
    const { end } = await trained(a2c(config, services(), null));
    expect(lastAgainst(end, "cooperator").cooperation).toBeLessThan(0.1);
  });

  test("learn to cooperate with one who pays back in kind", async () => {
    const config = small({ algorithm: "a2c", "co-players": { "tit-for-tat": 1 } });
    const { end } = await trained(a2c(config, services(), null));
    expect(lastAgainst(end, "tit-for-tat").cooperation).toBeGreaterThan(0.9);
  });

  test("end in mutual defection where they meet each other alone", async () => {
    const config = small({ algorithm: "a2c", learners: 2, "co-players": { learners: 1 } });
    const { end } = await trained(a2c(config, services(), null));
    expect(lastAgainst(end, "learners", 0).cooperation).toBeLessThan(0.1);
    expect(lastAgainst(end, "learners", 1).cooperation).toBeLessThan(0.1);
  });
});

describe("a training by advantage actor-critic", () => {
  const config = small({
    algorithm: "a2c",
    learners: 2,
    "co-players": { learners: 2, tabular: 1, "tit-for-tat": 1 },
    "co-player-id": true,
    updates: 6,
    "report-every": 2,
  });

  test("gives equal results whoever does the work, in whatever order", async () => {
    const alone = await trained(a2c(config, services(), null));
    const together = await trained(a2c(config, services({ crew: backwardsCrew() }), null));
    expect(together.end).toEqual(alone.end);
  });

  test("goes on from a state as if it had never stopped", async () => {
    const whole = await trained(a2c(config, services(), null));
    const resumed = await trained(a2c(config, services(), whole.states[0]!));
    expect(whole.states[0]!.step).toBe(2);
    expect(resumed.end).toEqual(whole.end);
  });

  test("gives other results for another seed", async () => {
    const [one, two] = await Promise.all(
      [1, 2].map((seed) => trained(a2c({ ...config, seed, updates: 1 }, services(), null))),
    );
    expect(two!.end.learners).not.toEqual(one!.end.learners);
  });

  test("has each learner play its share of every kind of co-player", async () => {
    const { end } = await trained(a2c(config, services(), null));
    for (const { against } of end.curve[0]!.learners) {
      const episodes = Object.entries(against).map(([kind, met]) => [kind, met.episodes]);
      expect(episodes).toEqual([
        ["learners", 64],
        ["tabular", 32],
        ["tit-for-tat", 32],
      ]);
    }
  });

  test("stops where a loss is no number any more, and says in which update", async () => {
    const wild = { ...config, "learning-rate": 1e38 };
    const error = await trained(a2c(wild, services(), null)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DivergenceError);
    expect((error as DivergenceError).step).toBe(2);
  });

  test("begins no update once it is told to stop", async () => {
    const controller = new AbortController();
    const kinds: string[] = [];
    for await (const event of a2c(config, services({ signal: controller.signal }), null)) {
      kinds.push(event.kind);
      if (event.kind === "state") controller.abort();
    }
    const update = Array.from({ length: config["report-every"] }, () => "episodes");
    expect(kinds).toEqual(["started", ...update, "point", "state"]);
  });

  test("trains a transformer as it does a GRU", async () => {
    const attentive = small({
      algorithm: "a2c",
      trunk: "transformer",
      "attention-heads": 2,
      blocks: 1,
      "co-players": { cooperator: 1 },
      turns: 10,
      "batch-size": 32,
      updates: 30,
      "report-every": 10,
    });
    const { end } = await trained(a2c(attentive, services(), null));
    expect(lastAgainst(end, "cooperator").cooperation).toBeLessThan(0.3);
  });
});
