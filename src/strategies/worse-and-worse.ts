import { C, D, type Action } from "../core/action.ts";
import type { Respond } from "../core/player.ts";
import { knownTurns } from "../core/terms.ts";
import type { Random } from "../core/random.ts";
import { strategy } from "../core/strategy.ts";
import { copyAverage } from "./average-copier.ts";
import { echo } from "./seen.ts";

/** Cooperates with a probability that depends on the turn's number alone, which counts from 1. */
function byTurn(chance: (turn: number) => number, random: Random): Respond {
  let turn = 0;
  return (): Action => (random.chance(chance(++turn)) ? C : D);
}

/** Better and better, of PRISON. */
export const betterAndBetter = strategy({
  id: "better-and-better",
  title: "Better and better",
  rule: "Cooperates on turn n with probability n/1000.",
  axelrodName: "BetterAndBetter",
  memory: Infinity,
  stochastic: true,
  source: "Prison1998",
  begin: (_, __, random) => byTurn((turn) => turn / 1000, random),
});

/** Worse and worse, of PRISON. */
export const worseAndWorse = strategy({
  id: "worse-and-worse",
  title: "Worse and worse",
  rule: "Defects on turn n with probability n/1000, and so for ever from turn 1000 on.",
  axelrodName: "WorseAndWorse",
  memory: Infinity,
  stochastic: true,
  source: "Prison1998",
  begin: (_, __, random) => byTurn((turn) => 1 - turn / 1000, random),
});

/** Knowledgeable worse and worse, by Adam Pohl. Where it does not know the number of turns it cooperates. */
export const knowledgeableWorseAndWorse = strategy({
  id: "knowledgeable-worse-and-worse",
  title: "Knowledgeable worse and worse",
  rule: "Defects on turn n with probability n/N, where it knows the number of turns N.",
  axelrodName: "KnowledgeableWorseAndWorse",
  memory: Infinity,
  stochastic: true,
  source: "AxelrodLibrary",
  begin: (_, terms, random) => {
    const turns = knownTurns(terms);
    return byTurn((turn) => 1 - turn / turns, random);
  },
});

/** Worse and worse 2, of PRISON. */
export const worseAndWorse2 = strategy({
  id: "worse-and-worse-2",
  title: "Worse and worse 2",
  rule: "Plays tit for tat for twenty turns, then defects on turn n with probability (n − 20)/n.",
  axelrodName: "WorseAndWorse2",
  memory: Infinity,
  stochastic: true,
  source: "Prison1998",
  begin: (_, __, random) => {
    let turn = 0;
    return (last) => {
      turn++;
      if (turn <= 20) return echo(last);
      return random.chance(20 / turn) ? C : D;
    };
  },
});

/** Worse and worse 3, of PRISON: nice average copier under another name. */
export const worseAndWorse3 = strategy({
  id: "worse-and-worse-3",
  title: "Worse and worse 3",
  rule: "Opens with C, then defects with the frequency at which the co-player has defected.",
  axelrodName: "WorseAndWorse3",
  memory: Infinity,
  stochastic: true,
  source: "Prison1998",
  begin: (_, __, random) => copyAverage(1, random),
});
