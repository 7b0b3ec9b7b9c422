import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { flag, integer } from "../core/parameters.ts";
import type { Respond } from "../core/player.ts";
import { strategy, type StrategyEntry } from "../core/strategy.ts";
import { sawDefection } from "./seen.ts";

/** Turns remembered: 0 stands for all of them. */
const memory = integer(0, 0, 1_000_000);

const depth = (turns: number): number => (turns === 0 ? Infinity : turns);

/**
 * Plays what the co-player has played more often within the last `window` turns; a tie, such as before turn 0, is
 * broken with C if `soft`, else with D.
 */
function followMajority(window: number, soft: boolean): Respond {
  const remembered = new Int8Array(window); // +1 a cooperation, −1 a defection, 0 not yet a turn
  const tie = soft ? C : D;
  let at = 0;
  let lead = 0; // cooperations less defections
  return (last) => {
    if (last !== START) {
      const vote = sawDefection(last) ? -1 : 1;
      lead += vote;
      if (window > 0) {
        lead -= remembered[at]!;
        remembered[at] = vote;
        at = at + 1 === window ? 0 : at + 1;
      }
    }
    return lead > 0 ? C : lead < 0 ? D : tie;
  };
}

/** Go by majority: Gail Grisell's entry in Axelrod's second tournament, placed 23rd; soft majority where ties are C. */
export const goByMajority = strategy({
  id: "go-by-majority",
  title: "Go by majority",
  rule: "Plays the co-player's more frequent move of the last memory turns (0: of all); in a tie C if soft, else D.",
  axelrodName: "GoByMajority",
  memory: (parameters) => depth(parameters.memory),
  stochastic: false,
  parameters: { memory, soft: flag(true) },
  source: "Axelrod1984",
  begin: (parameters) => followMajority(parameters.memory, parameters.soft),
});

/** Hard majority: {@link goByMajority} that plays D in a tie, and so at the start. */
export const hardGoByMajority = strategy({
  id: "hard-go-by-majority",
  title: "Hard go by majority",
  rule: "Plays the co-player's more frequent move of the last memory turns (0: of all); in a tie D.",
  axelrodName: "HardGoByMajority",
  memory: (parameters) => depth(parameters.memory),
  stochastic: false,
  parameters: { memory },
  source: "Mittal2009",
  begin: (parameters) => followMajority(parameters.memory, false),
});

/** Majorities over 5, 10, 20 and 40 turns, soft and hard, by Karol Langner. */
export const namedMajorities: readonly StrategyEntry[] = [true, false].flatMap((soft) =>
  [5, 10, 20, 40].map((window) =>
    strategy({
      id: `${soft ? "soft" : "hard"}-go-by-majority-${window}`,
      title: `${soft ? "Soft" : "Hard"} go by majority ${window}`,
      rule: `Plays the co-player's more frequent move of the last ${window} turns; in a tie ${soft ? "C" : "D"}.`,
      axelrodName: `${soft ? "" : "Hard"}GoByMajority${window}`,
      memory: window,
      stochastic: false,
      source: "AxelrodLibrary",
      begin: () => followMajority(window, soft),
    }),
  ),
);
