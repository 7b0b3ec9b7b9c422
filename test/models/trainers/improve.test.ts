import { describe, expect, test } from "vitest";
import { stream } from "../../../src/core/random.ts";
import { networkOf } from "../../../src/models/networks.ts";
import { loadGraph } from "../../../src/models/tensorflow.ts";
import { a2cShape } from "../../../src/models/trainers/a2c.ts";
import type { Lesson } from "../../../src/models/trainers/episodes.ts";
import { improve } from "../../../src/models/trainers/improve.ts";
import { magrpoShape } from "../../../src/models/trainers/magrpo.ts";
import type { ImproveTask } from "../../../src/models/trainers/tasks.ts";
import { game, small } from "./training.ts";

const { graph: tf } = await loadGraph();

const random = stream("lesson");
const lesson: Lesson = {
  turns: 20,
  episodes: 64,
  outcomes: Uint8Array.from({ length: 20 * 64 }, () => random.below(4)),
  kinds: ["tabular"],
  kindOf: new Uint8Array(64),
};

function task(algorithm: "a2c" | "magrpo"): ImproveTask {
  const config = small({ algorithm, "updates-per-batch": 3 });
  const shape = (algorithm === "a2c" ? a2cShape : magrpoShape)(config);
  const weights = networkOf(shape).initial(stream("weights"));
  return { kind: "improve", config, game, shape, weights, optimiser: null, lesson };
}

describe.each(["a2c", "magrpo"] as const)("an improvement by %s", (algorithm) => {
  test("leaves the weights that it was given as they were", async () => {
    const given = task(algorithm);
    const before = structuredClone(given.weights);
    const { weights } = await improve(given);
    expect(given.weights).toEqual(before);
    expect(weights).not.toEqual(before);
  });

  test("leaves no tensors behind", async () => {
    await improve(task(algorithm));
    const { numTensors } = tf.memory();
    await improve(task(algorithm));
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  test("moves nothing along a gradient that is no number", async () => {
    const given = task(algorithm);
    const { shape, values } = given.weights["heads"]!;
    const heads = { shape, values: values.map(() => Number.NaN) };
    const { gradient, weights } = await improve({ ...given, weights: { ...given.weights, heads } });
    expect(gradient).toBeNaN();
    expect(weights["recurrent"]).toEqual(given.weights["recurrent"]);
  });
});
