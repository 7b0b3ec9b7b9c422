import { D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";
import { byMemoryOne } from "./memory-one.ts";

/**
 * Bully, reverse tit for tat: memory-one (0, 1, 0, 1), first move D; it exploits who cooperates and gives in to who
 * resists. With a first C it is `anti-tit-for-tat`.
 */
export const bully = strategy({
  id: "bully",
  title: "Bully",
  rule: "Defects first, then plays the opposite of the co-player's last move.",
  axelrodName: "Bully",
  memory: 1,
  stochastic: false,
  source: "Nachbar1992",
  begin: () => (last) => (last === START ? D : 1 - (last & 1)),
});

/** Negation: bully with a first move at random. */
export const negation = strategy({
  id: "negation",
  title: "Negation",
  rule: "Opens at random, then plays the opposite of the co-player's last move.",
  axelrodName: "Negation",
  memory: 1,
  stochastic: true,
  source: "PrisonersDilemmaCom2017",
  begin: (_, __, random) => byMemoryOne([0, 1, 0, 1], 0.5, random),
});
