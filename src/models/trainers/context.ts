import type { Lane } from "../../core/player.ts";
import type { Seat } from "../../core/seat.ts";
import type { MatchKey } from "../../core/trajectory.ts";
import { matchStream } from "../../match/streams.ts";
import { drawChances, firstOfGroup } from "../tabular.ts";
import { joined } from "./joined.ts";
import type { Seated } from "./tasks.ts";

/** How many numbers say who sits across the table. */
export const CONTEXT = 10;

const SURELY = 1e-3;

/**
 * What a learner that is told its co-player reads first: of a tabular one the log-probabilities of C and D after each
 * of the five symbols, kept above log 0.001; of anybody else zeros.
 *
 * @see Weis2026
 */
export function contextOf(match: MatchKey, other: Seated, otherSeat: Seat): Float32Array {
  const context = new Float32Array(CONTEXT);
  if (other.kind !== "tabular") return context;
  const drawnIn = firstOfGroup(match, other.group ?? 1);
  drawChances(matchStream(drawnIn, otherSeat)).forEach((chance, i) => {
    context[2 * i] = Math.log(Math.max(chance, SURELY));
    context[2 * i + 1] = Math.log(Math.max(1 - chance, SURELY));
  });
  return context;
}

/** {@link contextOf} of every lane, one after the other. */
export function contextsOf(lanes: readonly Lane[], other: Seated, otherSeat: Seat): Float32Array {
  const contexts = lanes.map(({ match }) => contextOf(match, other, otherSeat));
  return joined(contexts, (length) => new Float32Array(length));
}
