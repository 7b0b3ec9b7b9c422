import { SYMBOLS, type Walker, type Weights } from "./network.ts";
import {
  checkTurns,
  NORM_EPSILON,
  tokensBefore,
  WIDENING,
  type TransformerShape,
} from "./transformer-shape.ts";

/** One block's weights, and what its earlier tokens left behind: keys and values, [lanes][tokens][H] each. */
interface WalkingBlock {
  readonly attentionNorm: Norm;
  readonly queryKeyValue: Affine;
  readonly attended: Affine;
  readonly perceptronNorm: Norm;
  readonly widen: Affine;
  readonly narrow: Affine;
  readonly keys: Float32Array;
  readonly values: Float32Array;
}

interface Affine {
  /** [from, to], row by row */
  readonly matrix: Float32Array;
  readonly bias: Float32Array;
}

interface Norm {
  readonly gain: Float32Array;
  readonly shift: Float32Array;
}

/**
 * The transformer as it plays: every token is read once, and later ones find its keys and values kept.
 *
 * @param context `[lane * shape.context + i]`, where the shape has one
 * @throws RangeError where the context has another length
 */
export function transformerWalker(
  shape: TransformerShape,
  weights: Weights,
  lanes: number,
  context: Float32Array = new Float32Array(0),
): Walker {
  const { hidden: H, embedding: E, attentionHeads, blocks: depth, longest, outputs } = shape;
  if (context.length !== lanes * shape.context)
    throw new RangeError(
      `context must have ${shape.context} numbers for each of ${lanes} lanes, got ${context.length}`,
    );
  const D = H / attentionHeads;
  const O = outputs.length;
  const before = tokensBefore(shape);
  const room = longest + before;

  const values = (name: string): Float32Array => weights[name]!.values;
  const affine = (matrix: string, bias: string): Affine => ({ matrix: values(matrix), bias: values(bias) });
  const norm = (gain: string, shift: string): Norm => ({ gain: values(gain), shift: values(shift) });
  const input = affine("input", "inputBias");
  const positions = values("positions");
  const blocks = Array.from({ length: depth }, (_, block): WalkingBlock => ({
    attentionNorm: norm(`attentionGain${block}`, `attentionShift${block}`),
    queryKeyValue: affine(`queryKeyValue${block}`, `queryKeyValueBias${block}`),
    attended: affine(`attended${block}`, `attendedBias${block}`),
    perceptronNorm: norm(`perceptronGain${block}`, `perceptronShift${block}`),
    widen: affine(`widen${block}`, `widenBias${block}`),
    narrow: affine(`narrow${block}`, `narrowBias${block}`),
    keys: new Float32Array(lanes * room * H),
    values: new Float32Array(lanes * room * H),
  }));
  const last = norm("gain", "shift");
  const heads = affine("heads", "headBias");

  const x = new Float32Array(H);
  const read = new Float32Array(H);
  const queryKeyValue = new Float32Array(3 * H);
  const taken = new Float32Array(H);
  const added = new Float32Array(H);
  const wide = new Float32Array(WIDENING * H);
  const scores = new Float32Array(room);
  const embedded = new Float32Array(E);
  const numbers = new Float32Array(O);
  const said = new Float32Array(O * lanes);

  /** What every symbol is embedded as, before its position is added: [5, H]. */
  const table = new Float32Array(SYMBOLS * H);
  for (let symbol = 0; symbol < SYMBOLS; symbol++) {
    const row = values("embedding").subarray(symbol * E, (symbol + 1) * E);
    apply(input, row, table.subarray(symbol * H, (symbol + 1) * H));
  }

  /** Each head weighs the tokens up to `token` by how its query meets their keys, and takes that mean of their values. */
  function attend(block: WalkingBlock, lane: number, token: number): void {
    const base = lane * room * H;
    block.keys.set(queryKeyValue.subarray(H, 2 * H), base + token * H);
    block.values.set(queryKeyValue.subarray(2 * H), base + token * H);
    taken.fill(0);
    const scale = 1 / Math.sqrt(D);
    for (let from = 0; from < H; from += D) {
      let highest = -Infinity;
      for (let t = 0; t <= token; t++) {
        const key = base + t * H;
        let score = 0;
        for (let i = from; i < from + D; i++) score += queryKeyValue[i]! * block.keys[key + i]!;
        scores[t] = score * scale;
        highest = Math.max(highest, scores[t]!);
      }
      let total = 0;
      for (let t = 0; t <= token; t++) total += scores[t] = Math.exp(scores[t]! - highest);
      for (let t = 0; t <= token; t++) {
        const share = scores[t]! / total;
        const value = base + t * H;
        for (let i = from; i < from + D; i++) taken[i]! += share * block.values[value + i]!;
      }
    }
  }

  /** Takes the token in `x` through all blocks; what comes out is in `x` again. */
  function pass(lane: number, token: number): void {
    for (let i = 0; i < H; i++) x[i]! += positions[token * H + i]!;
    for (const block of blocks) {
      normalise(block.attentionNorm, x, read);
      apply(block.queryKeyValue, read, queryKeyValue);
      attend(block, lane, token);
      apply(block.attended, taken, added);
      for (let i = 0; i < H; i++) x[i]! += added[i]!;
      normalise(block.perceptronNorm, x, read);
      apply(block.widen, read, wide);
      for (let i = 0; i < wide.length; i++) wide[i] = wide[i]! / (1 + Math.exp(-wide[i]!));
      apply(block.narrow, wide, added);
      for (let i = 0; i < H; i++) x[i]! += added[i]!;
    }
  }

  if (before > 0) {
    const told: Affine = { matrix: values("context"), bias: new Float32Array(E) };
    for (let lane = 0; lane < lanes; lane++) {
      apply(told, context.subarray(lane * shape.context, (lane + 1) * shape.context), embedded);
      apply(input, embedded, x);
      pass(lane, 0);
    }
  }
  let turn = 0;

  return {
    step(n, symbols) {
      checkTurns(shape, turn + 1);
      for (let lane = 0; lane < n; lane++) {
        const row = symbols[lane]! * H;
        x.set(table.subarray(row, row + H));
        pass(lane, turn + before);
        normalise(last, x, read);
        apply(heads, read, numbers);
        for (let o = 0; o < O; o++) said[o * lanes + lane] = numbers[o]!;
      }
      turn++;
      return said;
    },
    close: () => undefined,
  };
}

/** to = from · matrix + bias */
function apply({ matrix, bias }: Affine, from: Float32Array, to: Float32Array): void {
  const width = to.length;
  to.set(bias);
  for (let i = 0; i < from.length; i++) {
    const factor = from[i]!;
    const row = i * width;
    for (let j = 0; j < width; j++) to[j]! += factor * matrix[row + j]!;
  }
}

function normalise({ gain, shift }: Norm, from: Float32Array, to: Float32Array): void {
  const width = from.length;
  let mean = 0;
  for (let i = 0; i < width; i++) mean += from[i]!;
  mean /= width;
  let variance = 0;
  for (let i = 0; i < width; i++) variance += (from[i]! - mean) ** 2;
  const scale = 1 / Math.sqrt(variance / width + NORM_EPSILON);
  for (let i = 0; i < width; i++) to[i] = (from[i]! - mean) * scale * gain[i]! + shift[i]!;
}
