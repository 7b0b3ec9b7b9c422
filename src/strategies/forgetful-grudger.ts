import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import type { Respond } from "../core/player.ts";
import { strategy, type StrategyEntry } from "../core/strategy.ts";
import { sawDefection } from "./seen.ts";

/** Turns that a grudge lasts, given what the co-player has done when it begins. */
type Sentence = (defections: number, turns: number) => number;

/**
 * Holds a grudge after `tats` defections in a row; when it is over, the last moves seen during it may begin the next.
 */
function holdGrudges(tats: number, sentence: Sentence): Respond {
  let turns = 0;
  let defections = 0;
  let run = 0;
  let left = 0;
  return (last) => {
    if (last !== START) turns++;
    if (sawDefection(last)) {
      defections++;
      run++;
    } else run = 0;
    if (left === 0 && run >= tats) left = sentence(defections, turns);
    if (left === 0) return C;
    left--;
    return D;
  };
}

/** Id, title, Axelrod's name, defections in a row that begin a grudge, its length, rule. */
const named: readonly (readonly [string, string, string, number, Sentence, string])[] = [
  [
    "forgetful-grudger",
    "Forgetful grudger",
    "ForgetfulGrudger",
    1,
    () => 10,
    "Answers a defection with ten, and cooperates otherwise.",
  ],
  [
    "once-bitten",
    "Once bitten",
    "OnceBitten",
    2,
    () => 11,
    "Answers two defections in a row with eleven, and cooperates otherwise.",
  ],
  [
    "punisher",
    "Punisher",
    "Punisher",
    1,
    (defections, turns) => 1 + Math.floor((20 * defections) / turns),
    "Answers a defection with a row of 1 to 21, longer the more often the co-player has defected; cooperates otherwise.",
  ],
  [
    "inverse-punisher",
    "Inverse punisher",
    "InversePunisher",
    1,
    (defections, turns) => 1 + Math.max(1, Math.floor((20 * (turns - defections)) / turns)),
    "Answers a defection with a row of 2 to 20, shorter the more often the co-player has defected; cooperates otherwise.",
  ],
];

/**
 * Grudgers whose grudge has an end: Geraint Palmer's forgetful grudger and both punishers, and Holly Marissa's once
 * bitten. Lengths are those that the Axelrod library plays: its descriptions speak of 10 turns for once bitten and
 * of 1 to 20 for the punishers, and leave out the turn that begins the grudge.
 *
 * When a grudge began may go back to any turn, so that memory is unbounded; the library states 10 for forgetful
 * grudger and 12 for once bitten.
 */
export const forgetfulGrudgers: readonly StrategyEntry[] = named.map(
  ([id, title, axelrodName, tats, sentence, rule]) =>
    strategy({
      id,
      title,
      rule,
      axelrodName,
      memory: Infinity,
      stochastic: false,
      source: "AxelrodLibrary",
      begin: () => holdGrudges(tats, sentence),
    }),
);
