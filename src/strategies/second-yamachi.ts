import { C, D, type Action } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

const TURNS_BEFORE_JUDGEMENT = 40;

/**
 * Brian Yamachi's entry (K64R) in Axelrod's second tournament, placed seventeenth. Keeps a balance of what the co-player
 * did next, C less D, for each pair of a co-player's move and the move of its own that followed; cooperates where the
 * balance for the latest pair that can have been answered is not negative. From turn 41 on it defects while
 * 45 to 55 % of the co-player's moves were D.
 *
 * The latest answer enters the balance a turn late, as in the Fortran. Its own moves are those that the balance called
 * for, not those played: neither that override nor noise changes what it learns.
 */
export const secondYamachi = strategy({
  id: "second-yamachi",
  title: "Yamachi (second tournament)",
  rule: "Plays the move that the co-player more often made after the same last two moves; defects on co-players near 50 % late on.",
  axelrodName: "SecondByYamachi",
  memory: Infinity,
  stochastic: false,
  source: "Axelrod1980b",
  begin: () => {
    const balance = new Int32Array(4); // [2 · co-player's move + own next move]
    let turn = 0;
    let defections = 0;
    let latest: Action = C; // the co-player's last move
    let pair = 0; // its move before that, and the own move that followed
    let meant: Action = C;
    return (last) => {
      turn++;
      if (last === START) return C;
      const before = latest;
      latest = last & 1;
      defections += latest;
      if (turn > 2) balance[pair]! += before === C ? 1 : -1;
      pair = 2 * before + meant;
      meant = balance[pair]! >= 0 ? C : D;
      const rate = (defections + 0.5) / turn;
      return turn > TURNS_BEFORE_JUDGEMENT && rate > 0.45 && rate < 0.55 ? D : meant;
    };
  },
});
