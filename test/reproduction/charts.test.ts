import { expect, test } from "vitest";
import { episodeFigure, headlineFigure, trainingFigure } from "../../src/reproduction/charts.ts";
import { ablation, mixedPool, resultOf, RISING } from "./results.ts";

const COOPERATION = RISING.map(([, cooperation]) => cooperation);

test("learning is drawn by kind of co-player, one line a seed", () => {
  const { panels } = trainingFigure("mixed-pool", [mixedPool(1, 0.9), mixedPool(2, 0.9)]);
  expect(panels[0]!.series).toMatchObject([
    { name: "with the other learner", lines: [COOPERATION, COOPERATION] },
  ]);
});

test("a frozen learner is called one, whatever file it is in", () => {
  const result = resultOf("extortion", 1, {}, { kind: 'checkpoint(file="a/b.json")', phases: [[0.3, 0.1]] });
  expect(trainingFigure("extortion", [result]).panels[1]!.series).toMatchObject([
    { name: "with the frozen best responder", lines: [[0.3]] },
  ]);
});

test("within an episode two learners are one kind, and an extorter and whom it extorts are two", () => {
  const pool = episodeFigure("mixed-pool", [mixedPool(1, 0.9)]);
  expect(pool.panels[0]!.series[0]).toMatchObject({ name: "learners with one another" });
  expect(pool.panels[0]!.series[0]!.lines).toHaveLength(2);
  const frozen = episodeFigure("extortion", [
    resultOf("extortion", 1, { frozen: { cooperation: [0.3, 0.6] } }),
  ]);
  expect(frozen.panels[0]!.series.map(({ lines }) => lines[0]![0])).toEqual([0.3, 0.6]);
});

test("the headline sets the mixed pool against both ablations", () => {
  const { panels } = headlineFigure([mixedPool(1, 0.9), ablation("no-tabular", 1, 0.1)]);
  expect(panels[0]!.series.map(({ name, lines }) => [name, lines.length])).toEqual([
    ["Mixed pool", 1],
    ["No tabular co-players", 1],
    ["Co-player's identity", 0],
  ]);
});
