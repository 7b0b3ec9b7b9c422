import { START } from "../../src/core/outcome.ts";
import type { Random } from "../../src/core/random.ts";
import type { GruTables } from "../../src/models/kernels/gru-kernel.ts";

/** What the kernels load, in any precision. */
export type Tables = Readonly<Record<keyof GruTables, ArrayLike<number>>>;

/** The GRU of one lane by its equations, in double precision: what kernels are held against. */
export interface GruReference {
  /** The state after a symbol is read: [H]. */
  readonly read: (h: ArrayLike<number>, symbol: number) => Float64Array;
  /** What is said in a state: [O]. */
  readonly say: (h: ArrayLike<number>) => Float64Array;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** @see GruTables for the layout */
export function gruReference({ table, recurrent, candidateBias, heads, headBias }: Tables): GruReference {
  const H = candidateBias.length;
  const O = headBias.length;
  return {
    read(h, symbol) {
      const fromTable = (column: number): number => table[symbol * 3 * H + column]!;
      const fromState = (column: number): number => {
        let sum = 0;
        for (let unit = 0; unit < H; unit++) sum += h[unit]! * recurrent[unit * 3 * H + column]!;
        return sum;
      };
      return Float64Array.from({ length: H }, (_, unit) => {
        const r = sigmoid(fromTable(unit) + fromState(unit));
        const z = sigmoid(fromTable(H + unit) + fromState(H + unit));
        const inner = fromState(2 * H + unit) + candidateBias[unit]!;
        const n = Math.tanh(fromTable(2 * H + unit) + r * inner);
        return (1 - z) * n + z * h[unit]!;
      });
    },
    say: (h) =>
      Float64Array.from({ length: O }, (_, output) => {
        let sum = headBias[output]!;
        for (let unit = 0; unit < H; unit++) sum += h[unit]! * sigmoid(h[unit]!) * heads[unit * O + output]!;
        return sum;
      }),
  };
}

/** Symbols of episodes, in lockstep: START, and random outcomes from then on. */
export const randomSymbols = (turns: number, episodes: number, random: Random): Uint8Array =>
  Uint8Array.from({ length: turns * episodes }, (_, i) => (i < episodes ? START : random.below(4)));

/**
 * Whole episodes of the reference.
 *
 * @param symbols `[turn * episodes + episode]`
 * @param start [episodes, H]
 * @returns [turns, O, episodes]
 */
export function referenceOutputs(
  tables: Tables,
  symbols: Uint8Array,
  start: ArrayLike<number>,
  episodes: number,
): Float64Array {
  const { read, say } = gruReference(tables);
  const H = tables.candidateBias.length;
  const O = tables.headBias.length;
  const turns = symbols.length / episodes;
  const outputs = new Float64Array(turns * O * episodes);
  for (let episode = 0; episode < episodes; episode++) {
    let h: Float64Array = Float64Array.from({ length: H }, (_, unit) => start[episode * H + unit]!);
    for (let turn = 0; turn < turns; turn++) {
      h = read(h, symbols[turn * episodes + episode]!);
      say(h).forEach((value, o) => (outputs[(turn * O + o) * episodes + episode] = value));
    }
  }
  return outputs;
}

/** Numbers uniform within ±`bound`. */
export const uniform = (length: number, bound: number, random: Random): Float32Array =>
  Float32Array.from({ length }, () => (2 * random.next() - 1) * bound);

/** Tables of a network that neither forgets at once nor saturates. */
export const randomTables = (H: number, O: number, random: Random): GruTables => ({
  table: uniform(15 * H, 1, random),
  recurrent: uniform(3 * H * H, Math.sqrt(3 / H), random),
  candidateBias: uniform(H, 0.3, random),
  heads: uniform(H * O, Math.sqrt(6 / H), random),
  headBias: uniform(O, 0.3, random),
});
