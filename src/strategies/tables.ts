import type { ReferenceKey } from "../core/references.ts";
import { strategy, type StrategyEntry } from "../core/strategy.ts";
import { byTable, tableMemory, tableOf, type Depths, type Table } from "./lookup.ts";
import { isMixed } from "./memory-one.ts";

/** A published look-up table, ordered as in the entry `lookup`. */
interface NamedTable {
  readonly id: string;
  readonly title: string;
  readonly axelrodName: string;
  readonly rule: string;
  readonly depths: Depths;
  readonly table: Table;
  /** The moves before the depths are reached. */
  readonly first: string;
  readonly source: ReferenceKey;
}

const named: readonly NamedTable[] = [
  {
    id: "winner-12",
    title: "Winner12",
    axelrodName: "Winner12",
    rule: "A table over the co-player's last two moves and its own last one; opens CC.",
    depths: { own: 1, other: 2, opening: 0 },
    table: tableOf("CDCDDCDD"),
    first: "CC",
    source: "Mathieu2015",
  },
  {
    id: "winner-21",
    title: "Winner21",
    axelrodName: "Winner21",
    rule: "A table over the co-player's last two moves and its own last one; opens DC.",
    depths: { own: 1, other: 2, opening: 0 },
    table: tableOf("CDCDCDDD"),
    first: "DC",
    source: "Mathieu2015",
  },
  {
    id: "aon-2",
    title: "All-or-none 2",
    axelrodName: "AON2",
    rule: "Cooperates if both have made the same moves in each of the last two turns.",
    depths: { own: 2, other: 2, opening: 0 },
    table: tableOf("CDDDDCDDDDCDDDDC"),
    first: "CC",
    source: "Hilbe2017",
  },
  {
    id: "delayed-aon-1",
    title: "Delayed all-or-none 1",
    axelrodName: "DelayedAON1",
    rule: "Cooperates after mutual defection, and after mutual cooperation if the turn before was mutual too.",
    depths: { own: 2, other: 2, opening: 0 },
    table: tableOf("CDDDDCDCDDCDDCDC"),
    first: "CC",
    source: "Hilbe2017",
  },
  {
    id: "evolved-lookerup-1-1-1",
    title: "Evolved look-up 1-1-1",
    axelrodName: "EvolvedLookerUp1_1_1",
    rule: "A table over one own move, one of the co-player's and its first, bred by an evolutionary search.",
    depths: { own: 1, other: 1, opening: 1 },
    table: tableOf("CDDDDCDD"),
    first: "C",
    source: "Harper2017",
  },
  {
    id: "evolved-lookerup-2-2-2",
    title: "Evolved look-up 2-2-2",
    axelrodName: "EvolvedLookerUp2_2_2",
    rule: "A table over two own moves, two of the co-player's and its first two, bred by an evolutionary search.",
    depths: { own: 2, other: 2, opening: 2 },
    table: tableOf("CDDCDCDDCDDDCDDDDDCDCDCCCDDCCDCDDDCCCCCDDDCDDDDDDDDDCCDDCDDDCCCD"),
    first: "CC",
    source: "Harper2017",
  },
  {
    id: "pso-gambler-mem-1",
    title: "PSO gambler memory-one",
    axelrodName: "PSOGamblerMem1",
    rule: "The memory-one vector that a particle swarm found best against many strategies.",
    depths: { own: 1, other: 1, opening: 0 },
    table: [1, 0.52173487, 0, 0.12050939],
    first: "C",
    source: "Harper2017",
  },
  {
    id: "pso-gambler-1-1-1",
    title: "PSO gambler 1-1-1",
    axelrodName: "PSOGambler1_1_1",
    rule: "Probabilities over one own move, one of the co-player's and its first, trained by a particle swarm.",
    depths: { own: 1, other: 1, opening: 1 },
    table: [1, 1, 0.12304797, 0.57740178, 0, 0, 0.13581423, 0.11886807],
    first: "C",
    source: "Harper2017",
  },
  {
    id: "pso-gambler-2-2-2",
    title: "PSO gambler 2-2-2",
    axelrodName: "PSOGambler2_2_2",
    rule: "Probabilities over two own moves, two of the co-player's and its first two, trained by a particle swarm.",
    depths: { own: 2, other: 2, opening: 2 },
    table: [
      1, 1, 1, 0, 1, 0.95280465, 0, 0, 0, 0.80897541, 0, 0, 0.02126434, 0, 0.43278586, 0, 0, 0, 1, 0.15140743,
      1, 0, 0, 0, 1, 0, 0.23563137, 0, 0, 0.65147565, 1, 0, 0, 0.15412392, 1, 0, 0, 0.24922166, 1, 0, 0, 0,
      0.00227615, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0.77344942, 1, 0.24523149, 1, 0,
    ],
    first: "CC",
    source: "Harper2017",
  },
  {
    id: "pso-gambler-2-2-2-noise-05",
    title: "PSO gambler 2-2-2, noise 5 %",
    axelrodName: "PSOGambler2_2_2_Noise05",
    rule: "Probabilities over two own moves, two of the co-player's and its first two, trained by a particle swarm under 5 % noise.",
    depths: { own: 2, other: 2, opening: 2 },
    table: [
      1, 1, 0, 0, 0, 1, 0.98603825, 1, 1, 0, 0, 0.16240799, 0.63548102, 0, 0, 0, 1, 0, 1, 0, 1, 0.13863175,
      0.06434619, 1, 1, 1, 1, 1, 0, 0.7724137, 1, 0, 0, 0, 1, 0, 1, 1, 0.50999729, 1, 0, 0, 0.00524508,
      0.87463905, 0, 0.07127653, 1, 0, 1, 0, 1, 0, 0, 1, 1, 1, 0, 0.28124022, 1, 0, 0, 0, 1, 0,
    ],
    first: "CC",
    source: "Harper2017",
  },
  {
    id: "zd-mem-2",
    title: "ZD memory-two",
    axelrodName: "ZDMem2",
    rule: "A memory-two relative of the zero-determinant strategies.",
    depths: { own: 2, other: 2, opening: 0 },
    table: [
      11 / 12,
      4 / 11,
      7 / 9,
      1 / 10,
      5 / 6,
      3 / 11,
      7 / 9,
      1 / 10,
      2 / 3,
      1 / 11,
      7 / 9,
      1 / 10,
      3 / 4,
      2 / 11,
      7 / 9,
      1 / 10,
    ],
    first: "CC",
    source: "LiS2014",
  },
];

/**
 * The look-up tables with names of their own, the all-or-none strategies among them. Of the tables that Hilbe2017 reports
 * as equivalent to all-or-none 2 and its delayed kin, these are the ones that the Axelrod library plays: the first of
 * four, and the third of three, with the highest rates of cooperation against themselves.
 */
export const namedTables: readonly StrategyEntry[] = named.map(({ depths, table, first, ...entry }) => {
  const opening = Array.from(first, (symbol) => "CD".indexOf(symbol));
  return strategy({
    ...entry,
    memory: tableMemory(depths),
    stochastic: isMixed(table),
    begin: (_, __, random) => byTable(table, depths, opening, random),
  });
});
