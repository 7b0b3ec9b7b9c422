import { C, D, type Action } from "../core/action.ts";
import { integer, real, unit } from "../core/parameters.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

/**
 * Memory decay: tit for tat for a while; then it cooperates if the co-player's moves, as it remembers them, add up to no
 * less than 0, a C counting `gain` and a D `loss`. Each turn from then on one memory, taken at random, is turned into
 * its opposite with probability `alter`, and then one is lost with probability `delete`.
 *
 * In the Axelrod library it holds another player for its first turns, by default tit for tat; here it is tit for tat. As
 * memories are taken at random, their order does not matter: two counts are all it keeps.
 *
 * @param turns how long it plays tit for tat
 */
export const memoryDecay = strategy({
  id: "memory-decay",
  title: "Memory decay",
  rule: "Tit for tat for 15 turns; then goes by the sum of the co-player's moves in a memory that errs and forgets.",
  axelrodName: "MemoryDecay",
  memory: Infinity,
  stochastic: ({ alter, delete: forget }) => alter > 0 || forget > 0,
  parameters: {
    delete: unit(0.1),
    alter: unit(0.03),
    loss: real(-2, -1e6, 1e6),
    gain: real(1, -1e6, 1e6),
    turns: integer(15, 1, 1_000_000),
  },
  source: "AxelrodLibrary",
  begin: ({ alter, delete: forget, loss, gain, turns }, _, random) => {
    const remembered = new Int32Array(2); // [co-player's move]
    let turn = 0;

    const happens = (probability: number): boolean => probability > 0 && random.chance(probability);
    const anyMemory = (): Action => (random.below(remembered[C]! + remembered[D]!) < remembered[C]! ? C : D);

    return (last) => {
      const now = turn++;
      if (last === START) return C;
      const other = last & 1;
      remembered[other]!++;
      if (now < turns) return other;
      if (happens(alter)) {
        const move = anyMemory();
        remembered[move]!--;
        remembered[1 - move]!++;
      }
      if (happens(forget)) remembered[anyMemory()]!--;
      return gain * remembered[C]! + loss * remembered[D]! < 0 ? D : C;
    };
  },
});
