import { C, D } from "../core/action.ts";
import type { Lane, PolicySeat } from "../core/player.ts";
import type { Walker } from "./network.ts";

/** Seats that draw C at the chance that a network's first output, `own`, gives it: one number a turn, whatever the chance. */
export function sampledSeat(walker: Walker, lanes: readonly Lane[]): PolicySeat {
  return {
    act(n, last, actions) {
      const said = walker.step(n, last);
      for (let lane = 0; lane < n; lane++) {
        actions[lane] = lanes[lane]!.random.next() < 1 / (1 + Math.exp(-said[lane]!)) ? C : D;
      }
    },
    close: () => walker.close(),
  };
}
