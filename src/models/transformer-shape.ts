import { SpecError } from "../core/errors.ts";
import type { Random } from "../core/random.ts";
import { freshWeight } from "./initial.ts";
import { SYMBOLS, type Shape, type Weight, type Weights } from "./network.ts";

/** A transformer's shape with everything that it needs. */
export interface TransformerShape extends Shape {
  readonly blocks: number;
  readonly attentionHeads: number;
  readonly longest: number;
}

/** Added to the variance in every norm. */
export const NORM_EPSILON = 1e-5;

/** Units of a block's perceptron, in units of the trunk. */
export const WIDENING = 4;

/** @throws SpecError where an episode is longer than positions were learned for */
export function checkTurns({ longest }: TransformerShape, turns: number): void {
  if (turns <= longest) return;
  throw new SpecError(`this transformer reads at most ${longest} turns, got ${turns}`, {
    hint: "Play shorter matches, or train one for longer episodes.",
  });
}

/**
 * The shape, with nothing left open.
 *
 * @throws SpecError where heads do not divide the units of the trunk, or a part is missing
 */
export function checked(shape: Shape): TransformerShape {
  const { hidden, blocks = 0, attentionHeads = 0, longest = 0 } = shape;
  for (const [name, value] of Object.entries({ hidden, blocks, attentionHeads, longest }))
    if (!Number.isInteger(value) || value < 1)
      throw new SpecError(`a transformer's ${name} must be an integer of at least 1, got ${value}`);
  if (hidden % attentionHeads !== 0)
    throw new SpecError(`hidden must be a multiple of attention-heads, got ${hidden} and ${attentionHeads}`, {
      hint: "Heads share the units of the trunk equally.",
    });
  return { ...shape, blocks, attentionHeads, longest };
}

/** How many tokens come before the first symbol: one where there is context. */
export const tokensBefore = ({ context }: Shape): number => (context > 0 ? 1 : 0);

/** Names and shapes of the weights; those of a block end in its number. */
export function layoutOf(shape: TransformerShape): Record<string, readonly number[]> {
  const { hidden: H, embedding: E, outputs, context, blocks, longest } = shape;
  const layout: Record<string, readonly number[]> = {
    ...(context > 0 ? { context: [context, E] } : {}),
    embedding: [SYMBOLS, E],
    input: [E, H],
    inputBias: [H],
    positions: [longest + tokensBefore(shape), H],
  };
  for (let block = 0; block < blocks; block++) {
    Object.assign(layout, {
      [`attentionGain${block}`]: [H],
      [`attentionShift${block}`]: [H],
      [`queryKeyValue${block}`]: [H, 3 * H],
      [`queryKeyValueBias${block}`]: [3 * H],
      [`attended${block}`]: [H, H],
      [`attendedBias${block}`]: [H],
      [`perceptronGain${block}`]: [H],
      [`perceptronShift${block}`]: [H],
      [`widen${block}`]: [H, WIDENING * H],
      [`widenBias${block}`]: [WIDENING * H],
      [`narrow${block}`]: [WIDENING * H, H],
      [`narrowBias${block}`]: [H],
    });
  }
  return Object.assign(layout, {
    gain: [H],
    shift: [H],
    heads: [H, outputs.length],
    headBias: [outputs.length],
  });
}

/** Fresh weights. Norms begin as norms alone: gain 1, shift 0. */
export const freshWeights = (shape: TransformerShape, random: Random): Weights =>
  Object.fromEntries(
    Object.entries(layoutOf(shape)).map(([name, size]): [string, Weight] => {
      const weight = freshWeight(size, random);
      if (/gain/i.test(name)) weight.values.fill(1);
      return [name, weight];
    }),
  );
