import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CheckpointError } from "../../src/core/errors.ts";
import { stream } from "../../src/core/random.ts";
import { loadState, removeState, saveState } from "../../src/models/state-file.ts";
import { trainingSchema } from "../../src/models/trainers/config.ts";
import type { TrainingState } from "../../src/models/trainers/events.ts";
import { sampleCheckpoint, temporaryFolder, tinyShape, untrained } from "./sample.ts";

const config = trainingSchema.parse({ algorithm: "ppi", hidden: 4, embedding: 3, name: "sample" });

/** Two learners, one with all that there can be and one with nothing but weights. */
function sampleState(step = 3): TrainingState {
  const random = stream("state", step);
  const replay = Uint8Array.from({ length: 10_000 }, () => random.below(4));
  const { curve } = sampleCheckpoint();
  return {
    step,
    curve,
    learners: [
      { learner: "1", weights: untrained(tinyShape, step), optimiser: untrained(tinyShape, 9), replay },
      { learner: "2", weights: untrained(tinyShape, 10 + step) },
    ],
  };
}

const pathIn = (folder = temporaryFolder()): string => join(folder, "trained", "sample.state");

describe("what a training goes on from", () => {
  test("is nothing before it is written and after it is removed", () => {
    const path = pathIn();
    expect(loadState(path, config)).toBeNull();
    removeState(path);
    saveState(path, config, sampleState());
    removeState(path);
    expect(loadState(path, config)).toBeNull();
  });

  test("is read as it was written, bit for bit, in the same order", () => {
    const path = pathIn();
    const state = sampleState();
    const odd = Float32Array.of(-0, 1e-45, 3.4028234663852886e38, 0.1);
    const [first, ...rest] = state.learners;
    const precise = {
      ...state,
      learners: [{ ...first!, optimiser: { "m.own/1": { shape: [2, 2], values: odd } } }, ...rest],
    };
    saveState(path, config, precise);
    const read = loadState(path, config)!;
    expect(read).toEqual(precise);
    expect(Object.keys(read.learners[0]!.weights)).toEqual(Object.keys(first!.weights));
  });

  test("keeps the curve to the last digit", () => {
    const path = pathIn();
    saveState(path, config, sampleState());
    expect(loadState(path, config)!.curve[0]!.learners[0]!.losses["own"]).toBe(0.6931471805599453);
  });

  test("takes little room: outcomes are packed", () => {
    const path = pathIn();
    const replay = Uint8Array.from({ length: 1_000_000 }, () => 3);
    saveState(path, config, { step: 1, curve: [], learners: [{ learner: "1", weights: {}, replay }] });
    expect(statSync(path).size).toBeLessThan(20_000);
  });

  test("takes the old one's place at once, and leaves no litter", () => {
    const path = pathIn();
    saveState(path, config, sampleState(1));
    saveState(path, config, sampleState(2));
    expect(loadState(path, config)!.step).toBe(2);
    expect(readdirSync(join(path, ".."))).toEqual(["sample.state"]);
  });

  test("with a weight that is no number is not written, and the old one stays", () => {
    const path = pathIn();
    saveState(path, config, sampleState(1));
    const state = sampleState(2);
    state.learners[1]!.weights["headBias"]!.values[0] = NaN;
    expect(() => saveState(path, config, state)).toThrow(
      "a weight of learner 2, of headBias, is no number any more in step 2: the training diverged",
    );
    expect(loadState(path, config)!.step).toBe(1);
  });

  test("with numbers that are none is not written", () => {
    const path = pathIn();
    const curve = [{ step: 1, turns: NaN, learners: [] }];
    expect(() => saveState(path, config, { ...sampleState(), curve })).toThrow();
    expect(loadState(path, config)).toBeNull();
  });
});

describe("what cannot be gone on from is refused", () => {
  const refused = (path: string, asked = config): CheckpointError => {
    try {
      loadState(path, asked);
    } catch (error) {
      if (error instanceof CheckpointError) return error;
      throw error;
    }
    throw new Error("the state was read");
  };

  test("where it is of a training with other settings, with the first that differs", () => {
    const path = pathIn();
    saveState(path, config, sampleState());
    const { message, hint } = refused(path, { ...config, gain: 50 });
    expect(message).toBe(`${path}: is of a training with gain 100, and this one has 50`);
    expect(hint).toMatch(/Remove the file to train from the beginning/);
    const { name: _, ...unnamed } = config;
    expect(refused(path, unnamed).message).toMatch(/with name "sample", and this one has unset$/);
    expect(loadState(path, { ...config, description: "In other words." })!.step).toBe(3);
    expect(loadState(path, { ...config, phases: config.phases + 1, updates: config.updates + 1 })!.step).toBe(
      3,
    );
  });

  test("wherever a byte is flipped", () => {
    const path = pathIn();
    saveState(path, config, sampleState());
    const sound = readFileSync(path);
    for (let at = 0; at < sound.length; at += 61) {
      const damaged = Buffer.from(sound);
      damaged[at]! ^= 1;
      writeFileSync(path, damaged);
      expect(refused(path), `byte ${at}`).toBeInstanceOf(CheckpointError);
    }
  });

  test("wherever it is cut short", () => {
    const path = pathIn();
    saveState(path, config, sampleState());
    const sound = readFileSync(path);
    for (const length of [0, 1, 40, 200, sound.length - 1]) {
      writeFileSync(path, sound.subarray(0, length));
      expect(refused(path).message, `${length} bytes`).toMatch(/is damaged|holds no training/);
    }
  });

  test("where it is of another version of the format, or none of coplay's", () => {
    const path = pathIn();
    saveState(path, config, sampleState());
    const text = readFileSync(path, "latin1");
    writeFileSync(path, text.replace('"version":1', '"version":2'), "latin1");
    expect(refused(path).message).toMatch(/is of version 2, and this coplay goes on from 1$/);
    writeFileSync(path, '{"format":"zip"}\n');
    expect(refused(path).message).toMatch(/holds no training of coplay's to go on with$/);
    expect(refused(join(path, "..")).message).toMatch(/it is no file$/);
  });
});
