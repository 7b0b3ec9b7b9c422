import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy, type StrategyEntry } from "../core/strategy.ts";

/** Chance that a move is not the one its state calls for. */
const ERROR = 0.01;

/** Id, title, Axelrod's name, what it was evolved for, and the steps of its state after CC, CD, DC and DD. */
const named = [
  ["adaptor-brief", "Adaptor, brief", "AdaptorBrief", "brief", [0, -1.001505, 0.992107, -0.638734]],
  ["adaptor-long", "Adaptor, long", "AdaptorLong", "long", [0, 1.888159, 1.858883, -0.995703]],
] as const;

/**
 * Adaptors, by Christoph Hauert and Olaf Stenull: a number s, 0 at first, takes a step with each outcome. The move is
 * C at −1 ≤ s < 1 and D elsewhere, but for an error in a hundred; both bounds and the error are the Axelrod library's
 * reading.
 */
export const adaptors: readonly StrategyEntry[] = named.map(([id, title, axelrodName, length, steps]) =>
  strategy({
    id,
    title,
    rule: `Cooperates while a number that moves with each outcome stays within [−1, 1); evolved in ${length} matches.`,
    axelrodName,
    memory: Infinity,
    stochastic: true,
    source: "Hauert2002",
    begin: (_, __, random) => {
      let s = 0;
      return (last) => {
        if (last !== START) s += steps[last]!;
        const cooperates = s >= -1 && s < 1;
        return random.chance(cooperates ? 1 - ERROR : ERROR) ? C : D;
      };
    },
  }),
);
