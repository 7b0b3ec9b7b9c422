import { C, D } from "../core/action.ts";
import { CC, CD, DC, DD, START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

const TURNS_BETWEEN_VERDICTS = 25;
const STREAK = 3;

/**
 * Whether a co-player is not worth cooperating with: it cooperated fewer than 3 times out of 25, or 8 to 17 times of
 * which less than 70 % were answers to a C.
 */
function isHopeless(answersToC: number, answersToD: number): boolean {
  const cooperations = answersToC + answersToD;
  if (cooperations < 3) return true;
  return cooperations >= 8 && cooperations <= 17 && answersToC / cooperations < 0.7;
}

/**
 * Otto Borufsen's entry (K42R; the Axelrod library's text says K32R) in Axelrod's second tournament, placed third. Tit
 * for tat with two ways out of ruts: one C after mutual defection three times in a row, and one C in place of the next
 * D after three turns of defections echoing to and fro. From turn 27 on and every 25 turns it judges the co-player
 * and, where that is hopeless, defects until the next verdict; it defects once more when it comes back from there.
 */
export const secondBorufsen = strategy({
  id: "second-borufsen",
  title: "Borufsen (second tournament)",
  rule: "Tit for tat that breaks mutual defection and echoes, and for 25 turns at a time defects on co-players that seem random or bad.",
  axelrodName: "SecondByBorufsen",
  memory: Infinity,
  stochastic: false,
  source: "Axelrod1980b",
  begin: () => {
    let turn = 0;
    let before = CC;
    let answersToC = 0;
    let answersToD = 0;
    let isDefecting = false;
    let deadlock = 0;
    let echoes = 0;
    let forgivesNext = false;

    /** Both verdicts clear the counts; a bad one clears the streaks as well. Returns whether play was defection. */
    const judge = (): boolean => {
      const wasDefecting = isDefecting;
      isDefecting = isHopeless(answersToC, answersToD);
      answersToC = 0;
      answersToD = 0;
      if (isDefecting) {
        deadlock = 0;
        echoes = 0;
        forgivesNext = false;
      }
      return wasDefecting;
    };

    return (last) => {
      const now = turn++;
      if (last === START) return C;
      const previous = before;
      before = last;
      if (now >= 2 && (last & 1) === C) {
        if (previous >> 1 === C) answersToC++;
        else answersToD++;
      }
      if (now > 1 && now % TURNS_BETWEEN_VERDICTS === 1 && judge()) return D;
      if (isDefecting) return D;

      deadlock = last === DD ? deadlock + 1 : 0;
      if (deadlock >= STREAK) {
        deadlock = 0;
        echoes = 0;
        return C;
      }
      const isEcho = (last === CD && previous === DC) || (last === DC && previous === CD);
      echoes = isEcho ? echoes + 1 : 0;
      if (echoes >= STREAK) {
        deadlock = 0;
        echoes = 0;
        forgivesNext = true;
      }
      if ((last & 1) === C) return C;
      const action = forgivesNext ? C : D;
      forgivesNext = false;
      return action;
    };
  },
});
