import { describe, expect, test } from "vitest";
import { loadGraph } from "../../../src/models/tensorflow.ts";
import { groupRelativeLoss, magrpo, sharedAdvantages } from "../../../src/models/trainers/magrpo.ts";
import { entropyGradient, lesson, lossAndGradient, sigmoid } from "./losses.ts";
import { backwardsCrew, game, lastAgainst, services, small, trained } from "./training.ts";

const { graph: tf } = await loadGraph();

describe("shared advantages", () => {
  test("are what both get from a turn on, less the group's mean", () => {
    // Shared rewards: CC 1, then DD 0, against DC 0.5, then CD 0.5.
    expect([...sharedAdvantages(lesson, game, 2)]).toEqual([0, 0, -0.25, 0.25]);
  });

  test("are 0 where a group is one episode", () => {
    expect([...sharedAdvantages(lesson, game, 1)]).toEqual([0, 0, 0, 0]);
  });
});

describe("the loss of group-relative policy optimisation", () => {
  const own = [0.5, -1, 2, 0.25];
  const signs = [1, -1, -1, 1];
  const advantages = Float32Array.of(1, -2, 0.5, -0.25);
  const config = small({ algorithm: "magrpo", "clip-ratio": 0.2, "entropy-weight": 0.1 });
  const logChosen = own.map((x, i) => Math.log(sigmoid(signs[i]! * x)));
  const entropy = own.map((x) => (0.1 * entropyGradient(x)) / 4);

  test("has the policy gradient and the entropy for a gradient where the policy is the one that played", () => {
    const found = lossAndGradient(tf, own, (outputs) =>
      groupRelativeLoss(tf, outputs, lesson, advantages, null, config),
    );
    own.forEach((x, i) => {
      const policy = (-advantages[i]! * signs[i]! * sigmoid(-signs[i]! * x)) / 4;
      expect(found.gradient[i], `output ${i}`).toBeCloseTo(policy + entropy[i]!, 5);
    });
  });

  test("moves the policy no further where it has gone far enough, and back where it went the wrong way", () => {
    // Now twice as likely as played, all of them: good actions have gone far enough, bad ones are drawn back.
    const played = Float32Array.from(logChosen, (log) => log - Math.log(2));
    const found = lossAndGradient(tf, own, (outputs) =>
      groupRelativeLoss(tf, outputs, lesson, advantages, played, config),
    );
    own.forEach((x, i) => {
      const drawnBack = advantages[i]! < 0 ? 2 : 0;
      const policy = (-drawnBack * advantages[i]! * signs[i]! * sigmoid(-signs[i]! * x)) / 4;
      expect(found.gradient[i], `output ${i}`).toBeCloseTo(policy + entropy[i]!, 5);
    });
  });
});

describe("learners trained by group-relative policy optimisation", () => {
  test("cooperate with each other, since what one gets the other gets too", async () => {
    const config = small({ algorithm: "magrpo", learners: 2, "co-players": { learners: 1 } });
    const { end } = await trained(magrpo(config, services(), null));
    expect(lastAgainst(end, "learners", 0).cooperation).toBeGreaterThan(0.95);
    expect(lastAgainst(end, "learners", 1).cooperation).toBeGreaterThan(0.95);
  });

  test("cooperate even with one who never does, whose payoff counts as theirs", async () => {
    const config = small({ algorithm: "magrpo", "co-players": { defector: 1 } });
    const { end } = await trained(magrpo(config, services(), null));
    expect(lastAgainst(end, "defector").cooperation).toBeGreaterThan(0.9);
  });

  test("learn faster from a batch that is learned from several times", async () => {
    const data = { algorithm: "magrpo", learners: 2, "co-players": { learners: 1 }, updates: 20 } as const;
    const [once, often] = await Promise.all(
      [1, 4].map((times) =>
        trained(magrpo(small({ ...data, "updates-per-batch": times }), services(), null)),
      ),
    );
    const cooperation = (training: typeof once): number => lastAgainst(training!.end, "learners").cooperation;
    expect(cooperation(often)).toBeGreaterThan(cooperation(once));
  });
});

describe("a training by group-relative policy optimisation", () => {
  const config = small({
    algorithm: "magrpo",
    learners: 2,
    "co-players": { learners: 1, tabular: 1 },
    "co-player-id": true,
    "updates-per-batch": 2,
    updates: 4,
    "report-every": 2,
  });

  test("gives equal results whoever does the work, in whatever order", async () => {
    const alone = await trained(magrpo(config, services(), null));
    const together = await trained(magrpo(config, services({ crew: backwardsCrew() }), null));
    expect(together.end).toEqual(alone.end);
  });

  test("goes on from a state as if it had never stopped", async () => {
    const whole = await trained(magrpo(config, services(), null));
    const resumed = await trained(magrpo(config, services(), whole.states[0]!));
    expect(resumed.end).toEqual(whole.end);
  });
});
