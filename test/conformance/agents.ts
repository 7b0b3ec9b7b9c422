import { stream } from "../../src/core/random.ts";
import type { Agent, Policy, Strategy } from "../../src/core/player.ts";

/** A strategy behind an agent's contract: it answers as the strategy would, after a pause of its own. */
export function asAgent(strategy: Strategy): Agent {
  return {
    kind: "agent",
    id: strategy.id,
    begin({ terms, random, match, seat }) {
      const respond = strategy.begin(terms, random);
      const pauses = stream("pauses", match.repetition, seat);
      return {
        act: async (last) => {
          for (let i = pauses.below(4); i > 0; i--) await Promise.resolve();
          return { action: respond(last) };
        },
        close: () => undefined,
      };
    },
  };
}

/** A strategy behind a policy's contract. */
export function asPolicy(strategy: Strategy): Policy {
  return {
    kind: "policy",
    id: strategy.id,
    sit(lanes) {
      const responds = lanes.map(({ terms, random }) => strategy.begin(terms, random));
      return {
        act: (n, last, actions) => {
          if (n === 0) throw new Error("asked for the moves of no lane");
          for (let lane = 0; lane < n; lane++) actions[lane] = responds[lane]!(last[lane]!);
        },
        close: () => undefined,
      };
    },
  };
}
