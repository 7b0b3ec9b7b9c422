import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import type { Respond } from "../core/player.ts";
import { strategy } from "../core/strategy.ts";
import { echo, sawDefection } from "./seen.ts";

/** Lets everything pass until more than one move in ten has been a defection; then answers as `unforgiving` does. */
function afterOneInTen(unforgiving: Respond): Respond {
  let turns = 0;
  let defections = 0;
  return (last) => {
    if (last !== START) turns++;
    if (sawDefection(last)) defections++;
    return defections * 10 > turns ? unforgiving(last) : C;
  };
}

/** Forgiver, by Thomas Campbell. */
export const forgiver = strategy({
  id: "forgiver",
  title: "Forgiver",
  rule: "Defects while the co-player has defected in more than one turn in ten.",
  axelrodName: "Forgiver",
  memory: Infinity,
  stochastic: false,
  source: "AxelrodLibrary",
  begin: () => afterOneInTen(() => D),
});

/**
 * Forgiving tit for tat, by Thomas Campbell. Elsewhere the name is also given to tit for two tats and to generous tit
 * for tat; here those are `tit-for-2-tats` and `gtft`, and this is the Axelrod library's deterministic one.
 */
export const forgivingTitForTat = strategy({
  id: "forgiving-tit-for-tat",
  title: "Forgiving tit for tat",
  rule: "Plays tit for tat while the co-player has defected in more than one turn in ten, and cooperates otherwise.",
  axelrodName: "ForgivingTitForTat",
  memory: Infinity,
  stochastic: false,
  source: "AxelrodLibrary",
  begin: () => afterOneInTen(echo),
});
