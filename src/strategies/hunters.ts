import { C, D, type Action } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy, type StrategyEntry } from "../core/strategy.ts";

const TURNS_BEFORE_HUNT = 4;

/** Id, title, Axelrod's name, rule, and the move that the prey never departs from. */
const constantPrey = [
  [
    "defector-hunter",
    "Defector hunter",
    "DefectorHunter",
    "Cooperates, but from the fifth turn on defects while the co-player has never cooperated.",
    D,
  ],
  [
    "cooperator-hunter",
    "Cooperator hunter",
    "CooperatorHunter",
    "Cooperates, but from the fifth turn on defects while the co-player has never defected.",
    C,
  ],
] as const;

/** Hunters of co-players that play one move only, by Karol Langner. */
export const constantHunters: readonly StrategyEntry[] = constantPrey.map(
  ([id, title, axelrodName, rule, prey]) =>
    strategy({
      id,
      title,
      rule,
      axelrodName,
      memory: Infinity,
      stochastic: false,
      source: "AxelrodLibrary",
      begin: () => {
        let turn = 0;
        let isPrey = true;
        return (last) => {
          if (last !== START && (last & 1) !== prey) isPrey = false;
          return turn++ >= TURNS_BEFORE_HUNT && isPrey ? D : C;
        };
      },
    }),
);

/** Alternator hunter, by Karol Langner: decides once, after six moves. */
export const alternatorHunter = strategy({
  id: "alternator-hunter",
  title: "Alternator hunter",
  rule: "Cooperates for six turns; then defects for ever if the co-player's moves alternated, else cooperates for ever.",
  axelrodName: "AlternatorHunter",
  memory: Infinity,
  stochastic: false,
  source: "AxelrodLibrary",
  begin: () => {
    let turn = 0;
    let alternates = true;
    let before: Action = -1;
    return (last) => {
      const now = turn++;
      if (last === START) return C;
      if (now > 6) return alternates ? D : C;
      const other = last & 1;
      if (other === before) alternates = false;
      before = other;
      return now === 6 && alternates ? D : C;
    };
  },
});

/**
 * Random hunter, by Karol Langner: counts how often the co-player's C follows its own C, and its D its own D. What
 * follows is compared with the move before it, as realised. A frequency counts once its own move was made six times;
 * the count of own moves includes the last one, to which no answer is in yet.
 */
export const randomHunter = strategy({
  id: "random-hunter",
  title: "Random hunter",
  rule: "Cooperates, but from the twelfth turn on defects while the co-player seems to ignore its moves.",
  axelrodName: "RandomHunter",
  memory: Infinity,
  stochastic: false,
  source: "AxelrodLibrary",
  begin: () => {
    const seemsRandom = (echoes: number, n: number): boolean => Math.abs(echoes / n - 0.5) < 0.25;
    let turn = 0;
    let cooperations = 0;
    let defections = 0;
    let echoesOfC = 0;
    let echoesOfD = 0;
    let ownBefore: Action = -1;
    return (last) => {
      const now = turn++;
      if (last === START) return C;
      const own = last >> 1;
      if (ownBefore === (last & 1)) {
        if (ownBefore === C) echoesOfC++;
        else echoesOfD++;
      }
      ownBefore = own;
      if (own === C) cooperations++;
      else defections++;
      if (now <= 10) return C;
      const judgesC = cooperations > 5;
      const judgesD = defections > 5;
      if (judgesC && !seemsRandom(echoesOfC, cooperations)) return C;
      if (judgesD && !seemsRandom(echoesOfD, defections)) return C;
      return judgesC || judgesD ? D : C;
    };
  },
});
