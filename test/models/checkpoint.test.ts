import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CheckpointError } from "../../src/core/errors.ts";
import { canonicalJson, type Json } from "../../src/core/json.ts";
import { readCheckpoint, writeCheckpoint } from "../../src/models/checkpoint.ts";
import { sha256 } from "../../src/models/weights.ts";
import { sampleCheckpoint, temporaryFolder, tinyShape, untrained } from "./sample.ts";

const written = (): string => {
  const path = join(temporaryFolder(), "sample.json");
  writeCheckpoint(path, sampleCheckpoint());
  return path;
};

type Document = Record<string, Json>;
const documentIn = (path: string): Document => JSON.parse(readFileSync(path, "utf8")) as Document;

/** Changes a checkpoint's content, and gives it the hash that the new content has. */
function forge(path: string, change: Document): void {
  const { hash: _, ...content } = { ...documentIn(path), ...change };
  writeFileSync(path, JSON.stringify({ hash: sha256(canonicalJson(content)), ...content }));
}

function refusal(path: string): CheckpointError {
  try {
    readCheckpoint(path);
  } catch (error) {
    if (error instanceof CheckpointError) return error;
    throw error;
  }
  throw new Error("the checkpoint was read");
}

describe("a checkpoint", () => {
  test("is read as it was written, weights bit for bit", () => {
    const path = join(temporaryFolder(), "sample.json");
    const checkpoint = sampleCheckpoint();
    const hash = writeCheckpoint(path, checkpoint);
    const { curve, ...rest } = readCheckpoint(path);
    const { curve: asWritten, ...expected } = checkpoint;
    expect(rest).toEqual({ ...expected, hash });
    expect(curve[0]!.learners[0]!.losses).toEqual({ own: 0.693147 });
    expect(curve[0]!.learners[0]!.probes).toEqual(asWritten[0]!.learners[0]!.probes);
  });

  test("has the same hash whenever it is the same", () => {
    const folder = temporaryFolder();
    const [a, b, c] = ["a", "b", "c"].map((name) => join(folder, `${name}.json`)) as [string, string, string];
    const hash = writeCheckpoint(a, sampleCheckpoint());
    expect(writeCheckpoint(b, readCheckpoint(a))).toBe(hash);
    expect(writeCheckpoint(c, sampleCheckpoint({ weights: untrained(tinyShape, 2) }))).not.toBe(hash);
    expect(readFileSync(b)).toEqual(readFileSync(a));
  });

  test("of a GRU of 32 takes a few tens of kilobytes", () => {
    const path = join(temporaryFolder(), "sample.json");
    writeCheckpoint(path, sampleCheckpoint({ shape: { ...tinyShape, hidden: 32, embedding: 32 } }));
    expect(statSync(path).size).toBeLessThan(50_000);
  });

  test("makes the folder that it is to stand in", () => {
    const path = join(temporaryFolder(), "results", "trained", "sample.json");
    writeCheckpoint(path, sampleCheckpoint());
    expect(readCheckpoint(path).name).toBe("sample");
  });

  test("takes no file's place unless told to", () => {
    const path = written();
    const before = readFileSync(path);
    const other = sampleCheckpoint({ learner: "2" });
    expect(() => writeCheckpoint(path, other)).toThrow(/sample\.json: there is a file of this name already/);
    expect(readFileSync(path)).toEqual(before);
    writeCheckpoint(path, other, { overwrite: true });
    expect(readCheckpoint(path).learner).toBe("2");
  });

  test("leaves the old one and no litter where the new one cannot be read again", () => {
    const path = written();
    const before = readFileSync(path);
    const weights = untrained(tinyShape);
    const diverged = { ...weights, headBias: { shape: [3], values: Float32Array.of(0, NaN, 0) } };
    expect(() => writeCheckpoint(path, sampleCheckpoint({ weights: diverged }), { overwrite: true })).toThrow(
      /weights headBias have NaN at 1/,
    );
    const curve = [{ step: 1, turns: NaN, learners: [] }];
    expect(() => writeCheckpoint(path, sampleCheckpoint({ curve }), { overwrite: true })).toThrow(
      /curve\[0\]\.turns must be a number, got null/,
    );
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(join(path, ".."))).toEqual(["sample.json"]);
  });

  test("is the old one where a write was cut short before it took its place", () => {
    const path = written();
    writeFileSync(`${path}.4711.partial`, readFileSync(path).subarray(0, 100));
    expect(readCheckpoint(path).name).toBe("sample");
    writeCheckpoint(path, sampleCheckpoint({ learner: "2" }), { overwrite: true });
    expect(readCheckpoint(path).learner).toBe("2");
  });

  test("that cannot be written is told with its path", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "file"), "");
    const path = join(folder, "file", "sample.json");
    expect(() => writeCheckpoint(path, sampleCheckpoint())).toThrow(CheckpointError);
    mkdirSync(join(folder, "folder"));
    expect(() => writeCheckpoint(join(folder, "folder"), sampleCheckpoint(), { overwrite: true })).toThrow(
      /folder: cannot be written/,
    );
    expect(readdirSync(folder).sort()).toEqual(["file", "folder"]);
  });
});

describe("what is damaged is refused", () => {
  test("wherever a byte is flipped, and never read as another checkpoint", () => {
    const path = written();
    const sound = readFileSync(path);
    for (let at = 0; at < sound.length; at += 7) {
      const damaged = Buffer.from(sound);
      damaged[at]! ^= 1;
      writeFileSync(path, damaged);
      let read = null;
      try {
        read = readCheckpoint(path);
      } catch (error) {
        expect(error, `byte ${at}`).toBeInstanceOf(CheckpointError);
      }
      expect(read, `byte ${at}`).toBeNull();
    }
  });

  test("wherever it is cut short", () => {
    const path = written();
    const { size } = statSync(path);
    for (const length of [size - 3, Math.floor(size / 2), 20, 1]) {
      truncateSync(path, length);
      expect(refusal(path).message, `${length} bytes`).toMatch(/is no JSON, or not all of it$/);
    }
    truncateSync(path, 0);
    expect(refusal(path).message).toMatch(/is empty$/);
  });

  test("where a number was edited", () => {
    const path = written();
    writeFileSync(path, readFileSync(path, "utf8").replace('"seed":7', '"seed":8'));
    const { message, hint, path: where } = refusal(path);
    expect(message).toBe(`${path}: the content does not have the hash that stands in it`);
    expect(hint).toMatch(/damaged or edited/);
    expect(where).toBe(path);
  });

  const infinite = Buffer.from(Float32Array.of(0, Infinity, 0).buffer).toString("base64");
  const short = Buffer.from(Float32Array.of(0, 0).buffer).toString("base64");
  test.each<[string, (document: Document) => Document, RegExp]>([
    [
      "weights that are infinite",
      ({ weights }) => withBias(weights, infinite),
      /headBias have Infinity at 1/,
    ],
    [
      "weights that are missing",
      ({ weights }) => withBias(weights, short),
      /headBias are 3, 12 bytes, and there are 8/,
    ],
    [
      "weights that are no base64",
      ({ weights }) => withBias(weights, "#!"),
      /weights\.headBias\.values is not valid/,
    ],
    [
      "a shape that is none",
      ({ shape }) => ({ shape: { ...(shape as object), hidden: -4 } }),
      /shape\.hidden must be at least 1, got -4/,
    ],
    [
      "a shape that the weights are not of",
      ({ shape }) => ({ shape: { ...(shape as object), embedding: 4 } }),
      /weights embedding are 5 × 3, and its network's 5 × 4/,
    ],
    [
      "weights that the network has no use for",
      ({ weights }) => ({ weights: { ...(weights as object), extra: { shape: [1], values: "" } } }),
      /weights extra are no part of its network/,
    ],
    ["no weights at all", () => ({ weights: {} }), /weights embedding are missing/],
    [
      "a transformer without blocks",
      ({ shape }) => ({ shape: { ...(shape as object), trunk: "transformer" } }),
      /shape must have blocks/,
    ],
    [
      "no own action",
      ({ shape }) => ({ shape: { ...(shape as object), outputs: ["value"] } }),
      /shape\.outputs must begin with own/,
    ],
    ["an unknown key", () => ({ color: "red" }), /unknown key "color"/],
    ["another way to act", () => ({ acting: { kind: "dream" } }), /acting/],
    [
      "a setting out of range",
      ({ config }) => ({ config: { ...(config as object), discount: 2 } }),
      /config\.discount must be in \[0, 1\], got 2/,
    ],
    ["no game", () => ({ game: null }), /game must be an object, got null/],
  ])("where there is %s, whatever hash it bears", (_, change, message) => {
    const path = written();
    forge(path, change(documentIn(path)));
    expect(refusal(path).message).toMatch(message);
  });

  const withBias = (weights: Json | undefined, values: string): Document => ({
    weights: { ...(weights as Document), headBias: { shape: [3], values } },
  });
});

describe("what is no checkpoint of this version is refused", () => {
  test("with the advice to upgrade where a newer one wrote it", () => {
    const path = written();
    forge(path, { version: 2 });
    expect(refusal(path).message).toMatch(/is of version 2, and this coplay reads 1$/);
    expect(refusal(path).hint).toMatch(/A newer coplay wrote it/);
    forge(path, { version: "x" });
    expect(refusal(path).hint).toMatch(/damaged/);
  });

  test.each(["{}", "[]", "null", "17", '{"format":"safetensors"}'])(
    "where it is foreign JSON: %s",
    (text) => {
      const path = join(temporaryFolder(), "x.json");
      writeFileSync(path, text);
      expect(refusal(path).message).toBe(
        `${path}: is no checkpoint of coplay's: it has no format "coplay checkpoint"`,
      );
    },
  );

  test("where there is no file, or a folder, or a giant", () => {
    const folder = temporaryFolder();
    expect(refusal(join(folder, "x.json")).message).toMatch(/x\.json: there is no such file$/);
    expect(refusal(folder).message).toMatch(/cannot be read: it is no file$/);
    const path = join(folder, "giant.json");
    writeFileSync(path, "");
    truncateSync(path, 65 * 1024 * 1024);
    expect(refusal(path).message).toMatch(/68157440 bytes are more than any such file has$/);
  });
});
