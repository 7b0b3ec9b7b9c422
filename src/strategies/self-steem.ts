import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";
import { echo } from "./seen.ts";

type Mood = "random" | "tit for tat" | "C" | "D";

/** What f = sin(2πn/10) on turn n calls for, where n counts from 0. */
function moodAt(n: number): Mood {
  const f = Math.sin((2 * Math.PI * n) / 10);
  if (f > 0.95) return "D";
  if (f < -0.95) return "C";
  return Math.abs(f) > 0.3 ? "tit for tat" : "random";
}

/** One period of the sine: random, tit for tat, D, D, tit for tat, random, tit for tat, C, C, tit for tat. */
const MOODS: readonly Mood[] = Array.from({ length: 10 }, (_, n) => moodAt(n));

/**
 * SelfSteem, by Andre and others: moods that follow a sine of ten turns. The article also shifts the sine when
 * the co-player defects, but not by how much; as in the Axelrod library it is not shifted here.
 */
export const selfSteem = strategy({
  id: "self-steem",
  title: "SelfSteem",
  rule: "In turns of ten plays at random, tit for tat, D, D, tit for tat, at random, tit for tat, C, C, tit for tat.",
  axelrodName: "SelfSteem",
  memory: Infinity,
  stochastic: true,
  source: "Andre2013",
  begin: (_, __, random) => {
    let turn = -1;
    return (last) => {
      turn = last === START || turn === 9 ? 0 : turn + 1;
      const mood = MOODS[turn]!;
      if (mood === "tit for tat") return echo(last);
      if (mood === "random") return random.chance(0.5) ? C : D;
      return mood === "C" ? C : D;
    };
  },
});
