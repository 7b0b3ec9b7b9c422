import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { real, unit } from "../core/parameters.ts";
import { strategy } from "../core/strategy.ts";

/**
 * Bush-Mosteller reinforcement learning: after each turn the propensity of the move it made goes up or down in
 * proportion to how far the payoff was above or below an aspiration, the greatest payoff divided by `divider`.
 *
 * As in the Axelrod library C and D have propensities of their own, `c` and `d`, of which one is learnt a turn, and C
 * is played at c / (c + d); in the source there is one probability. Where both have come to 0, the odds are even.
 * The library always takes its aspiration from 3, 0, 5, 1; here it is that of the game played.
 */
export const bushMosteller = strategy({
  id: "bush-mosteller",
  title: "Bush-Mosteller",
  rule: "Makes a move more or less likely as its payoff was above or below an aspiration.",
  axelrodName: "BushMosteller",
  memory: Infinity,
  stochastic: true,
  parameters: { c: unit(0.5), d: unit(0.5), divider: real(3, 1e-6, 1e6), rate: unit(0.5) },
  source: "Izquierdo2008",
  begin: ({ c: atFirstC, d: atFirstD, divider, rate }, { game }, random) => {
    const payoff = game.payoff.row;
    const greatest = payoff.reduce((a, b) => Math.max(a, b));
    const aspiration = Math.abs(greatest / divider);
    // What a payoff teaches, by outcome, in units of the greatest gain and at least −1; nothing where no gain can be.
    const unitOfGain = Math.abs(greatest - aspiration);
    const lessons = payoff.map((value) =>
      unitOfGain === 0 ? 0 : rate * Math.max(-1, (value - aspiration) / unitOfGain),
    );
    const learnt = (propensity: number, lesson: number): number =>
      propensity + lesson * (lesson >= 0 ? 1 - propensity : propensity);

    let c = atFirstC;
    let d = atFirstD;
    return (last) => {
      if (last !== START) {
        if (last >> 1 === C) c = learnt(c, lessons[last]!);
        else d = learnt(d, lessons[last]!);
      }
      return random.chance(c + d > 0 ? c / (c + d) : 0.5) ? C : D;
    };
  },
});
