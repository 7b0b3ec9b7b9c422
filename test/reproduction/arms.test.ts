import { describe, expect, test } from "vitest";
import { ARM_IDS, armOf, sourcesOf, trainingOf } from "../../src/reproduction/arms.ts";
import { configOf, stepsOf } from "../../src/reproduction/jobs.ts";
import { LINES, REPORTED } from "../../src/reproduction/protocol.ts";
import { SCALES } from "../../src/reproduction/scales.ts";

const order = { out: "results/x", scale: SCALES.cpu };

describe("every arm", () => {
  test.each(ARM_IDS)("%s can be trained at every scale", (arm) => {
    for (const scale of Object.values(SCALES)) {
      const config = configOf({ out: "results/x", scale }, { arm, seed: 3 });
      expect(config).toMatchObject({
        name: `${arm}-3`,
        seed: 3,
        algorithm: "ppi",
        phases: scale.phases[arm],
      });
    }
  });

  test.each(ARM_IDS)("%s comes after those that it needs", (arm) => {
    for (const source of sourcesOf(armOf(arm))) {
      expect(ARM_IDS.indexOf(source.arm)).toBeLessThan(ARM_IDS.indexOf(arm));
    }
  });

  test("names its pairings once each", () => {
    for (const arm of ARM_IDS) {
      const names = armOf(arm).pairings.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test("is the subject of a line", () => {
    const arms = new Set([...LINES, ...REPORTED].map(({ arm }) => arm));
    expect([...arms].sort()).toEqual([...ARM_IDS].sort());
  });
});

describe("what an arm trains against", () => {
  const config = (arm: (typeof ARM_IDS)[number]) => configOf(order, { arm, seed: 2 });

  test("is the pool, the frozen learner of the same seed, the other learner, or half and half", () => {
    expect(config("best-response")["co-players"]).toEqual({ tabular: 1 });
    expect(config("extortion")["co-players"]).toEqual({
      'checkpoint(file="results/x/work/best-response/seed-2/learner-1.json")': 1,
    });
    expect(config("two-extorters")["co-players"]).toEqual({ learners: 1 });
    expect(config("mixed-pool")["co-players"]).toEqual({ learners: 1, tabular: 1 });
  });

  test("does not come in by the back door where there is no pool", () => {
    expect(config("no-tabular")).toMatchObject({ "co-players": { learners: 1 }, pretraining: "random" });
    expect(config("mixed-pool").pretraining).toBe("tabular");
  });

  test("is told in the identity arm alone", () => {
    expect(ARM_IDS.filter((arm) => config(arm)["co-player-id"])).toEqual(["co-player-id"]);
  });

  test("is hardly planned for in the control alone", () => {
    expect(ARM_IDS.filter((arm) => config(arm).gain < 1)).toEqual(["control"]);
  });
});

test("two extorters are those of the seed and of the next", () => {
  expect(configOf(order, { arm: "two-extorters", seed: 2 }).from).toEqual([
    "results/x/work/extortion/seed-2/learner-1.json",
    "results/x/work/extortion/seed-3/learner-1.json",
  ]);
});

describe("what has to be done", () => {
  const steps = (arms: readonly (typeof ARM_IDS)[number][], seeds: readonly number[]): string[] =>
    stepsOf({ arms, seeds }).map(({ arm, seed, isAsked }) => `${arm} ${seed}${isAsked ? "" : " (needed)"}`);

  test("is one arm after the other, seed by seed", () => {
    expect(steps(["best-response", "mixed-pool"], [1, 2])).toEqual([
      "best-response 1",
      "mixed-pool 1",
      "best-response 2",
      "mixed-pool 2",
    ]);
  });

  test("includes what is needed and was not asked for, of the next seed too", () => {
    expect(steps(["two-extorters"], [1])).toEqual([
      "best-response 1 (needed)",
      "extortion 1 (needed)",
      "best-response 2 (needed)",
      "extortion 2 (needed)",
      "two-extorters 1",
    ]);
  });
});

test("a training is described by data alone: where files are is the caller's business", () => {
  const data = trainingOf(armOf("extortion"), 1, SCALES.miniature, {
    fileOf: ({ arm, seedsAhead }) => `${arm}+${seedsAhead}`,
    playerOf: (file) => `frozen ${file}`,
  });
  expect(data["co-players"]).toEqual({ "frozen best-response+0": 1 });
});
