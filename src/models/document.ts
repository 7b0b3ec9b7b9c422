import * as z from "zod";
import type { Json } from "../core/json.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { OUTPUTS, type Weight, type Weights } from "./network.ts";
import { networkOf } from "./networks.ts";
import { trainingSchema } from "./trainers/config.ts";
import { curveSchema } from "./trainers/curve.ts";
import { bytesOf, floatsOf, sizeOf } from "./weights.ts";

/** What stands at the top of every checkpoint. */
export const FORMAT = "coplay checkpoint";

/** The version of the format that is written, and the newest that is read. */
export const VERSION = 1;

const count = z.int().min(1).max(65_536);
const NAME = /^[a-zA-Z][\w.-]*$/;

const shapeSchema = z
  .strictObject({
    trunk: z.enum(["gru", "transformer"]),
    hidden: count.multipleOf(4, "must be a multiple of 4"),
    embedding: count,
    outputs: z
      .array(z.enum(OUTPUTS))
      .refine(([first]) => first === "own", "must begin with own")
      .refine((outputs) => new Set(outputs).size === outputs.length, "must name each output once"),
    context: z.int().min(0).max(65_536),
    blocks: count.exactOptional(),
    attentionHeads: count.exactOptional(),
    longest: count.exactOptional(),
  })
  .refine(
    ({ trunk, hidden, blocks, attentionHeads = 0, longest }) =>
      trunk === "gru" || (blocks !== undefined && hidden % attentionHeads === 0 && longest !== undefined),
    "must have blocks, attentionHeads that divide hidden, and longest",
  );

const actingSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("sample") }),
  z.strictObject({
    kind: z.literal("plan"),
    rollouts: trainingSchema.shape.rollouts.unwrap(),
    lookAhead: trainingSchema.shape["look-ahead"].unwrap(),
    gain: trainingSchema.shape.gain.unwrap(),
    qRollouts: trainingSchema.shape["q-rollouts"].unwrap().exactOptional(),
  }),
]);

/** A checkpoint as JSON: all that it is, with weights as base64 of little-endian floats, and a hash of all the rest. */
export const documentSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  hash: z.string(),
  name: trainingSchema.shape.name.unwrap(),
  learner: z.string().min(1),
  coplay: z.string(),
  game: z.strictObject({
    id: z.string(),
    payoffs: z.strictObject({ R: z.number(), S: z.number(), T: z.number(), P: z.number() }),
  }),
  config: trainingSchema,
  acting: actingSchema,
  curve: curveSchema,
  shape: shapeSchema,
  weights: z.record(
    z.string().regex(NAME),
    z.strictObject({ shape: z.array(count).min(1).max(4), values: z.base64() }),
  ),
});

type Document = z.output<typeof documentSchema>;

/** A checkpoint as JSON, but for its hash. */
export function documentOf(checkpoint: Checkpoint): Readonly<Record<string, Json>> {
  const { name, learner, coplay, game, config, acting, curve, shape, weights } = checkpoint;
  const plain = { name, learner, coplay, game, config, acting, curve: rounded(curve), shape };
  const document = { format: FORMAT, version: VERSION, ...plain, weights: written(weights) };
  return document as unknown as Readonly<Record<string, Json>>;
}

/** The weights that a document holds; a text says why they are not those of its network. */
export function weightsOf(document: Document): Weights | string {
  const weights: Record<string, Weight> = {};
  const { layout } = networkOf(document.shape);
  const [asked, found] = [Object.keys(layout), Object.keys(document.weights)];
  const odd = asked.find((name) => !found.includes(name)) ?? found.find((name) => !asked.includes(name));
  if (odd !== undefined)
    return `weights ${odd} are ${found.includes(odd) ? "no part of its network" : "missing"}`;
  for (const [name, { shape, values }] of Object.entries(document.weights)) {
    if (shape.join() !== layout[name]!.join()) {
      return `weights ${name} are ${shape.join(" × ")}, and its network's ${layout[name]!.join(" × ")}`;
    }
    const bytes = Buffer.from(values, "base64");
    const size = sizeOf(shape);
    if (bytes.length !== 4 * size) {
      return `weights ${name} are ${shape.join(" × ")}, ${4 * size} bytes, and there are ${bytes.length}`;
    }
    const floats = floatsOf(bytes);
    const at = floats.findIndex((value) => !Number.isFinite(value));
    if (at >= 0) return `weights ${name} have ${floats[at]!} at ${at}, which no network can compute with`;
    weights[name] = { shape, values: floats };
  }
  return weights;
}

const written = (weights: Weights): Json =>
  Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => [
      name,
      { shape, values: Buffer.from(bytesOf(values)).toString("base64") },
    ]),
  );

/** Six digits of every number: a curve is for looking at, and would be most of the file at seventeen. */
const rounded = (curve: Checkpoint["curve"]): unknown =>
  JSON.parse(
    JSON.stringify(curve, (_, value: unknown) => (typeof value === "number" ? sixDigits(value) : value)),
  );

/** Those that are no numbers, and infinite ones, stay what they are, and are refused as such. */
const sixDigits = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(6)));
