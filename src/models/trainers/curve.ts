import * as z from "zod";
import type { CurvePoint } from "./events.ts";

const againstSchema = z.strictObject({
  episodes: z.number(),
  payoff: z.number(),
  coPlayerPayoff: z.number(),
  cooperation: z.number(),
  coPlayerCooperation: z.number(),
});

const learnerSchema = z.strictObject({
  learner: z.string(),
  losses: z.record(z.string(), z.number()),
  against: z.record(z.string(), againstSchema),
  probes: z.record(z.string(), againstSchema).exactOptional(),
});

/** A training curve as files hold it: there is no place in it for numbers that are infinite, or none. */
export const curveSchema: z.ZodType<readonly CurvePoint[]> = z.array(
  z.strictObject({
    step: z.int(),
    turns: z.number(),
    learners: z.array(learnerSchema),
  }),
);
