import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import type { Respond } from "../core/player.ts";
import { strategy } from "../core/strategy.ts";
import { sawDefection } from "./seen.ts";

/** Defects where more than one move in `n` was a defection, once `from` turns are over and until `to` are. */
function punishMoreThanOneIn(n: number, from: number, to: number): Respond {
  let turns = 0;
  let defections = 0;
  return (last) => {
    if (last !== START) turns++;
    if (sawDefection(last)) defections++;
    return turns >= from && turns < to && defections * n > turns ? D : C;
  };
}

/** Level punisher, of Eckhart Arnold's CoopSim. */
export const levelPunisher = strategy({
  id: "level-punisher",
  title: "Level punisher",
  rule: "Cooperates for ten turns, then defects while the co-player has defected in more than 20 % of the turns.",
  axelrodName: "LevelPunisher",
  memory: Infinity,
  stochastic: false,
  source: "Eckhart2015",
  begin: () => punishMoreThanOneIn(5, 10, Infinity),
});

/**
 * Tricky level punisher, of Eckhart Arnold's CoopSim. Described as defecting after 10, 50 and 100 turns at more than
 * 20, 10 and 5 % of defections. The Axelrod library, followed here, takes the three as limits before those turns
 * and tries the next where one is not passed. So 5 % is what counts for a hundred turns, and nothing does after them.
 */
export const trickyLevelPunisher = strategy({
  id: "tricky-level-punisher",
  title: "Tricky level punisher",
  rule: "For a hundred turns defects while the co-player has defected in more than 5 % of them, then cooperates.",
  axelrodName: "TrickyLevelPunisher",
  memory: Infinity,
  stochastic: false,
  source: "Eckhart2015",
  begin: () => punishMoreThanOneIn(20, 1, 100),
});
