import { expect, test } from "vitest";
import { matrixGame } from "../../src/core/game.ts";
import { stateColumns } from "../../src/report/states.ts";
import { conditionalCooperation, outcomeNames, stateDistribution } from "../../src/stats/states.ts";
import { prisonersDilemma, tallied } from "../stats/records.ts";

const pennies = matrixGame({
  id: "matching-pennies",
  actions: ["H", "T"].map((symbol) => ({ symbol, label: symbol })),
  row: [
    [1, -1],
    [-1, 1],
  ],
  cooperative: null,
  source: null,
});

function cells(game: typeof pennies, match?: readonly [string, string]): readonly string[] {
  const seats = match === undefined ? [] : [tallied(...match, { game }).row];
  const states = {
    player: "a",
    distribution: stateDistribution(seats),
    cooperation: conditionalCooperation(seats),
  };
  return stateColumns(outcomeNames(game)).map((column) => column.value(states));
}

test("an outcome that never was is said not to have been seen", () => {
  const after = cells(prisonersDilemma, ["a CC", "b CC"]);
  expect(after).toEqual([
    "a",
    "100.0 %",
    "0.0 %",
    "0.0 %",
    "0.0 %",
    "100.0 % [20.7, 100.0] n=1",
    ...new Array<string>(3).fill("never seen"),
  ]);
});

test("a game without a cooperative action has dashes where cooperation would be", () => {
  expect(cells(pennies, ["a HT", "b HH"])).toEqual([
    "a",
    "50.0 %",
    "0.0 %",
    "50.0 %",
    "0.0 %",
    "–",
    "–",
    "–",
    "–",
  ]);
});

test("a player without a match has dashes throughout", () => {
  expect(cells(prisonersDilemma)).toEqual(["a", ...new Array<string>(8).fill("–")]);
});
