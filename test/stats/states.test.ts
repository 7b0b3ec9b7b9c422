import { expect, test } from "vitest";
import { matrixGame } from "../../src/core/game.ts";
import {
  conditionalCooperation,
  conditionalRates,
  outcomeNames,
  stateDistribution,
  stateShares,
} from "../../src/stats/states.ts";
import { wilson } from "../../src/stats/wilson.ts";
import { prisonersDilemma, tallied } from "./records.ts";

const seats = [tallied("a CCDDC", "b CDCDD").row, tallied("c CC", "a CD").column];

test("states are counted over all turns, own action first", () => {
  const states = stateDistribution(seats);
  // a's turns: CC CD DC DD CD, and as column CC DC.
  expect(states.map(({ hits }) => hits)).toEqual([2, 2, 2, 1]);
  expect(states.map(({ trials }) => trials)).toEqual([7, 7, 7, 7]);
  expect(states[0]).toEqual({ hits: 2, trials: 7, rate: 2 / 7, interval: wilson(2, 7) });
  expect(stateShares.map((metric) => metric.measure(seats))).toEqual([2 / 7, 2 / 7, 2 / 7, 1 / 7]);
});

test("cooperation is conditional on the turn before, within one match", () => {
  const replies = conditionalCooperation(seats)!;
  // CC>C CD>D DC>D DD>C, and as column CC>D.
  expect(replies.map(({ hits, trials }) => [hits, trials])).toEqual([
    [1, 2],
    [0, 1],
    [0, 1],
    [1, 1],
  ]);
  expect(replies[0]!.interval).toEqual(wilson(1, 2));
  expect(conditionalRates.map((metric) => metric.measure(seats))).toEqual([0.5, 0, 0, 1]);
});

test("an outcome that never was has no rate and no interval", () => {
  const [, afterCD] = conditionalCooperation([tallied("a CC", "b CC").row])!;
  expect(afterCD).toEqual({ hits: 0, trials: 0, rate: null, interval: null });
});

test("no seats have no states", () => {
  expect(stateDistribution([])).toEqual([]);
  expect(conditionalCooperation([])).toBeNull();
  expect([...stateShares, ...conditionalRates].map((metric) => metric.measure([]))).toEqual(
    new Array(8).fill(null),
  );
});

test("a game of three actions has nine states, and none that is called CC", () => {
  const game = matrixGame({
    id: "rock-paper-scissors",
    actions: ["R", "P", "S"].map((symbol) => ({ symbol, label: symbol })),
    row: [
      [0, -1, 1],
      [1, 0, -1],
      [-1, 1, 0],
    ],
    cooperative: null,
    source: null,
  });
  const { row } = tallied("a RPS", "b RRR", { game });
  expect(stateDistribution([row]).map(({ hits }) => hits)).toEqual([1, 0, 0, 1, 0, 0, 1, 0, 0]);
  expect(outcomeNames(game)).toEqual(["RR", "RP", "RS", "PR", "PP", "PS", "SR", "SP", "SS"]);
  expect(outcomeNames(prisonersDilemma)).toEqual(["CC", "CD", "DC", "DD"]);
  expect(stateShares[0]!.measure([row])).toBeNull();
  expect(conditionalRates[0]!.measure([row])).toBeNull();
});
