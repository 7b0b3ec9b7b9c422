import * as z from "zod";
import type { Horizon, Terms } from "../core/terms.ts";
import { continuation, PRINTABLE, probability, turns } from "./values.ts";

const toldOrNot = z.enum(["told", "untold"]);

const falseHorizon = z
  .strictObject({ turns: turns.optional(), continuation: continuation.optional() })
  .refine(
    (given) => (given.turns === undefined) !== (given.continuation === undefined),
    "must have turns or continuation, and not both",
  );

/** What the players are told, as a tournament file has it. */
export const termsSchema = z.strictObject({
  horizon: z
    .union([toldOrNot, falseHorizon], "must be told, untold, {turns: n} or {continuation: p}")
    .default("told")
    .describe(
      "Whether players are told the number of turns, or the continuation probability; or one that they are told whatever is true.",
    ),
  noise: z
    .union([toldOrNot, probability], "must be told, untold or a probability")
    .default("told")
    .describe("Whether players are told the noise; or what they are told whatever is true."),
  payoffs: toldOrNot
    .describe("Whether agents are told the payoffs; by default they are. Strategies always know the game.")
    .optional(),
  "co-player": z
    .union(
      [
        toldOrNot,
        z.strictObject({ as: z.string().regex(PRINTABLE, "must be text without control characters") }),
      ],
      'must be told, untold or {as: "words"}',
    )
    .describe(
      "Whether agents are told their co-player's id, by default not; or words that they are told instead.",
    )
    .optional(),
});

type WrittenTerms = z.output<typeof termsSchema>;

/** What is true of a tournament, and may be told. */
type Truth = Pick<Terms, "game"> & { readonly noise: number; readonly horizon: Exclude<Horizon, "unknown"> };

/** What the players are told, from the row seat; what is as it is by default is left out. */
export function toldOf(written: WrittenTerms, { game, noise, horizon }: Truth): Terms {
  const { payoffs, "co-player": coPlayer } = written;
  return {
    game,
    horizon: horizonOf(written.horizon, horizon),
    noise: written.noise === "told" ? noise : written.noise === "untold" ? "unknown" : written.noise,
    ...(payoffs === "untold" ? { payoffs } : {}),
    ...(coPlayer === undefined || coPlayer === "untold" ? {} : { coPlayer }),
  };
}

/** The terms for the run's record: equal for equal terms however they were written. */
export function describeTerms({ horizon, noise, payoffs, "co-player": coPlayer }: WrittenTerms): object {
  return {
    horizon,
    noise,
    ...(payoffs === "untold" ? { payoffs } : {}),
    ...(coPlayer === undefined || coPlayer === "untold" ? {} : { "co-player": coPlayer }),
  };
}

function horizonOf(written: WrittenTerms["horizon"], truth: Truth["horizon"]): Horizon {
  if (written === "told") return truth;
  if (written === "untold") return "unknown";
  const { turns: n, continuation: p } = written;
  if (n !== undefined) return { turns: n };
  if (p !== undefined) return { continuation: p };
  throw new Error("a horizon has turns or continuation, as its schema makes sure");
}
