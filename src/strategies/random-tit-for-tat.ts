import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { unit } from "../core/parameters.ts";
import { strategy } from "../core/strategy.ts";
import { byMemoryOne, isMixed } from "./memory-one.ts";
import { echo, sawDefection } from "./seen.ts";

/**
 * Random tit for tat, by Zachary Taylor. Which turns are random follows from the turn's number, so that its memory is
 * the whole match; the Axelrod library states 1.
 */
export const randomTitForTat = strategy({
  id: "random-tit-for-tat",
  title: "Random tit for tat",
  rule: "Opens with C, then by turns copies the co-player and plays C with probability p.",
  axelrodName: "RandomTitForTat",
  memory: Infinity,
  stochastic: ({ p }) => isMixed([p]),
  parameters: { p: unit(0.5) },
  source: "AxelrodLibrary",
  begin: ({ p }, _, random) => {
    const atRandom = byMemoryOne([p, p, p, p], 1, random);
    let copies = false;
    return (last) => {
      copies = last !== START && !copies;
      return copies ? echo(last) : atRandom(last);
    };
  },
});

/**
 * Dynamic two tits for tat, by Grant Garrett-Grossman: the more often the co-player has cooperated, the more likely a
 * punishment is left out.
 */
export const dynamicTwoTitsForTat = strategy({
  id: "dynamic-two-tits-for-tat",
  title: "Dynamic two tits for tat",
  rule: "Plays two tits for tat, but forgives with the frequency at which the co-player has cooperated.",
  axelrodName: "DynamicTwoTitsForTat",
  memory: Infinity,
  stochastic: true,
  source: "AxelrodLibrary",
  begin: (_, __, random) => {
    let turns = 0;
    let cooperations = 0;
    let defected = false;
    return (last) => {
      if (last === START) return C;
      const defectedBefore = defected;
      defected = sawDefection(last);
      turns++;
      if (!defected) cooperations++;
      if (!defected && !defectedBefore) return C;
      return random.chance(cooperations / turns) ? C : D;
    };
  },
});
