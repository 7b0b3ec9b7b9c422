import { C, D, type Action } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { integer } from "../core/parameters.ts";
import { strategy } from "../core/strategy.ts";

/**
 * Omega tit for tat, by Wolfgang Slany and Wolfgang Kienreich: tit for tat that keeps two counts. The first, of changes
 * in the co-player's moves in unbroken succession, finds the alternation of CD and DC that two tit for tats are caught
 * in; at `deadlockThreshold` it cooperates twice. The second, of changes and of moves that differ from its own, less
 * one for each pair of Cs, finds a co-player that does not react; from `randomnessThreshold` on it defects.
 *
 * As in the Axelrod library, both counts stand still during the two cooperations, and a low randomness count is not
 * kept from going below 0, so that a long mutual cooperation is capital to draw on. The count may also fall
 * below the threshold again, which ends the defection.
 */
export const omegaTitForTat = strategy({
  id: "omega-tft",
  title: "Omega tit for tat",
  rule: "Plays tit for tat, breaks deadlocks of alternating defection, and defects against co-players that seem random.",
  axelrodName: "OmegaTFT",
  memory: Infinity,
  stochastic: false,
  parameters: {
    deadlockThreshold: integer(3, 0, 1_000_000),
    randomnessThreshold: integer(8, -1_000_000, 1_000_000),
  },
  source: "Slany2007",
  begin: ({ deadlockThreshold, randomnessThreshold }) => {
    let turn = 0;
    let seen: Action = C;
    let deadlock = 0;
    let randomness = 0;
    return (last) => {
      if (last === START) return C;
      const before = seen;
      seen = last & 1;
      if (++turn === 1) return seen;

      if (deadlock >= deadlockThreshold) {
        deadlock = deadlock === deadlockThreshold ? deadlockThreshold + 1 : 0;
        return C;
      }
      if (before === C && seen === C) randomness--;
      if (before !== seen) randomness++;
      if (last >> 1 !== seen) randomness++;
      if (randomness >= randomnessThreshold) return D;
      deadlock = before === seen ? 0 : deadlock + 1;
      return seen;
    };
  },
});
