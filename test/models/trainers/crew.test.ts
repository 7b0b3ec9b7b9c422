import { afterAll, describe, expect, test } from "vitest";
import { threadedCrew } from "../../../src/models/trainers/crew.ts";
import { trainerOf } from "../../../src/models/trainers/index.ts";
import { services, small, trained } from "./training.ts";

const crew = threadedCrew(new URL("../../../dist/trainer.js", import.meta.url), 2);
afterAll(() => crew.close());

describe("two threads", () => {
  test.each(["a2c", "magrpo"] as const)("train by %s what one trains", async (algorithm) => {
    const config = small({
      algorithm,
      learners: 2,
      "co-players": { learners: 2, tabular: 1, "tit-for-tat": 1 },
      updates: 3,
      "report-every": 1,
    });
    const train = trainerOf(algorithm);
    const alone = await trained(train(config, services(), null));
    const together = await trained(train(config, services({ crew }), null));
    expect(together.end).toEqual(alone.end);
  });
});
