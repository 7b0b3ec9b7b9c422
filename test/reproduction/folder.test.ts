import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  evaluationOf,
  keepEvaluation,
  keepProgress,
  placesOf,
  progressOf,
  seedsIn,
} from "../../src/reproduction/folder.ts";
import { mixedPool } from "./results.ts";

let out: string;
beforeEach(() => (out = mkdtempSync(join(tmpdir(), "coplay-folder-"))));
afterEach(() => rmSync(out, { recursive: true }));

const places = () => placesOf(out, { arm: "mixed-pool", seed: 3 });

test("every learner of a job has a checkpoint in the job's own folder", () => {
  expect(places().checkpoints).toEqual(
    [1, 2].map((n) => join(out, `work/mixed-pool/seed-3/learner-${n}.json`)),
  );
});

test("an evaluation is kept with what it depends on, and is none for anything else", () => {
  const result = mixedPool(3, 0.9);
  keepEvaluation(places(), "key", result);
  expect(evaluationOf(places(), "key")).toEqual(result);
  expect(evaluationOf(places(), "another key")).toBe(null);
});

test.each(["", "{", "null", "[]", '"text"'])("an evaluation that reads %j is made anew", (text) => {
  mkdirSync(places().folder, { recursive: true });
  writeFileSync(places().evaluation, text);
  expect(evaluationOf(places(), "key")).toBe(null);
});

test("progress is what was written down last, and null before", () => {
  expect(progressOf(places())).toBe(null);
  const progress = { step: 1, of: 16, trainingMs: 10, evaluationMs: 0 };
  keepProgress(places(), { ...progress, step: 0 });
  keepProgress(places(), progress);
  expect(progressOf(places())).toEqual(progress);
});

test("seeds are those with a folder in any arm, in order", () => {
  expect(seedsIn(out)).toEqual([]);
  for (const path of ["mixed-pool/seed-10", "mixed-pool/seed-2", "control/seed-2", "control/notes"])
    mkdirSync(join(out, "work", path), { recursive: true });
  expect(seedsIn(out)).toEqual([2, 10]);
});
