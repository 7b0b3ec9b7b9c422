import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readExperiment } from "../../src/commands/read-tournament.ts";
import { withModels } from "../tournament/catalogues.ts";
import { workplace } from "./coplay.ts";

const file = join(workplace(), "grid.yaml");
writeFileSync(file, "players: [tit-for-tat, random]\nturns: 3\ngrid:\n  noise: [0, 0.1]\n");

test("what the command line says goes before the file, for every cell of its grid", () => {
  const { cells } = readExperiment(file, { repetitions: 7, cap: 2 }, withModels);
  expect(cells.map(({ tournament: { repetitions, cap, noise } }) => [repetitions, cap, noise])).toEqual([
    [7, 2, 0],
    [7, 2, 0.1],
  ]);
});

test("the command line cannot fix what the grid varies", () => {
  expect(() => readExperiment(file, { noise: 0.2 }, withModels)).toThrow(
    `--noise says one thing and the grid several (${file}:4, grid.noise)`,
  );
});
