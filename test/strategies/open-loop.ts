import type { Strategy } from "../../src/core/player.ts";

/** A co-player that plays a word of C and D whatever happens, and C after its end. */
export function openLoop(word: string): Strategy {
  return {
    kind: "strategy",
    id: `open-loop(moves=${word})`,
    memory: 0,
    stochastic: false,
    actions: 2,
    source: null,
    begin: () => {
      let turn = 0;
      return () => (word[turn++] === "D" ? 1 : 0);
    },
  };
}
