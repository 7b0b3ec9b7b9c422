import * as z from "zod";

/** Text that can be shown on one line. */
export const PRINTABLE = /^[^\p{Cc}\p{Cf}]+$/u;

const IN_UNIT = "must be in [0, 1]";
export const probability = z.number().min(0, IN_UNIT).max(1, IN_UNIT);

const BELOW_ONE = "must be in [0, 1)";
export const continuation = z.number().min(0, BELOW_ONE).lt(1, BELOW_ONE);

/** The longest match that may be asked for, in turns. */
export const MAX_TURNS = 1_000_000;
const IN_TURNS = `must be an integer in [1, ${MAX_TURNS}]`;
export const turns = z.int(IN_TURNS).min(1, IN_TURNS).max(MAX_TURNS, IN_TURNS);

/** An integer in [min, max], with a message that says both. */
export function whole(min: number, max: number): z.ZodInt {
  const bounds = `must be an integer in [${min}, ${max}]`;
  return z.int(bounds).min(min, bounds).max(max, bounds);
}
