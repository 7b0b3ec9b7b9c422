import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ARM_IDS } from "../../src/reproduction/arms.ts";
import { publish } from "../../src/reproduction/publish.ts";
import type { ArmResult } from "../../src/reproduction/results.ts";
import { SCALES } from "../../src/reproduction/scales.ts";
import { ablation, mixedPool } from "./results.ts";

const out = mkdtempSync(join(tmpdir(), "coplay-publish-"));
afterAll(() => rmSync(out, { recursive: true }));

const read = (file: string): string => readFileSync(join(out, file), "utf8");

async function published(results: readonly ArmResult[]): Promise<void> {
  const order = { out, scale: SCALES.cpu, arms: ARM_IDS, seeds: [1, 2] };
  const imprint = {
    scale: "cpu",
    command: "coplay reproduce x",
    coplay: "1.2.3",
    commit: "abc",
    node: "v20",
    agents: [],
  };
  await publish(order, results, imprint);
}

const RESULTS = [1, 2].flatMap((seed) => [
  mixedPool(seed, seed === 1 ? 0.9 : 0.5),
  ablation("no-tabular", seed, 0.1),
  ablation("co-player-id", seed, 0.1),
]);

beforeAll(() => published(RESULTS));

describe("the table", () => {
  test("has a row for every criterion, with mean and deviation, threshold, the paper's value and the verdict", () => {
    expect(read("table.md")).toContain(
      "| 4 | Mixed pool | C with the other learner | 0.700 ± 0.283 | ≥ 0.75 | 0.89 | 1 of 2 | **FAIL** |",
    );
    expect(read("table.md")).toContain(
      "| C below the mixed pool's | 0.600 ± 0.283 | ≥ 0.4 | 0.74 | 2 of 2 |  |",
    );
  });

  test("has every seed's value, and whether it is enough", () => {
    expect(read("table.md")).toContain("| C with the other learner | ≥ 0.75 | 0.900 ✓ | 0.500 ✗ |\n");
    expect(read("table.md")).toContain("|  |  | PASS | FAIL |");
  });

  test("says in short what came of it, and that the protocol asks for more seeds", () => {
    expect(read("table.md")).toMatch(
      /\*\*DIRECTION\*\* .*\*\*PASS\*\* \(2 of 2 seeds; the protocol asks for 5\)/,
    );
    expect(read("table.md")).toMatch(/\*\*LEVEL\*\* .*\*\*FAIL\*\* \(1 of 2 seeds/);
  });

  test("calls open what has not been run", () => {
    expect(read("table.md")).toContain(
      "| 1a | Best response | payoff against tabular | – | ≥ 0.98 | 1 | – | **open** |",
    );
  });

  test("says where it departs from the paper", () => {
    expect(read("table.md")).toContain("| units of the GRU (H) | 128 | 32 |");
    expect(read("table.md")).toContain("| rollouts of each action (K) | not stated | 48 |");
  });

  test("links to charts that are there", () => {
    const links = [...read("table.md").matchAll(/\((curves\/[^)]+)\)/g)].map(([, link]) => link!);
    expect(new Set(links.map((link) => link.replace("curves/", "")))).toEqual(
      new Set(readdirSync(join(out, "curves"))),
    );
  });
});

test("the results hold every number of the verdict, and the curves", () => {
  const results = JSON.parse(read("results.json")) as {
    lines: { id: string; passed: boolean | null; criteria: { values: { value: number }[] }[] }[];
    arms: { arm: string; pairings: { player: { cooperationByTurn: number[] } }[] }[];
  };
  const line = results.lines.find(({ id }) => id === "4")!;
  expect(line.passed).toBe(false);
  expect(line.criteria[0]!.values.map(({ value }) => value)).toEqual([0.9, 0.5]);
  expect(results.arms[0]!.pairings[0]!.player.cooperationByTurn).toHaveLength(100);
});

test("the manifest says what it was made with", () => {
  const manifest = JSON.parse(read("manifest.json")) as Record<string, unknown> & {
    arms: { arm: string; config: { hidden: number }; seeds: { seed: number; checkpoints: string[] }[] }[];
  };
  expect(manifest).toMatchObject({ coplay: "1.2.3", commit: "abc", node: "v20", scale: "cpu" });
  expect(manifest.arms.map(({ arm }) => arm)).toEqual(["mixed-pool", "no-tabular", "co-player-id"]);
  expect(manifest.arms[0]!.seeds[0]).toMatchObject({
    seed: 1,
    checkpoints: ["0".repeat(64), "0".repeat(64)],
  });
});

test("equal results give equal files, and none at all a table that is open throughout", async () => {
  const before = ["table.md", "results.json", "manifest.json", "curves/headline.svg"].map(read);
  await published(RESULTS);
  expect(["table.md", "results.json", "manifest.json", "curves/headline.svg"].map(read)).toEqual(before);
  await published([]);
  expect(read("table.md")).not.toContain("PASS**");
});
