import { instantiate, type Instance } from "./instance.ts";
import { BLOCK, intoBlocks, outOfBlocks, packColumns, packRows, tableOf, untiled } from "./layout.ts";

/** A GRU that reads symbols, and linear heads on the swish of its state. Rows of gates: r, z, n. */
export interface GruTables {
  /** [5, 3H]: what each symbol adds to the gates, biases included; START last. */
  readonly table: Float32Array;
  /** [H, 3H] */
  readonly recurrent: Float32Array;
  /** [H]: added to the candidate's recurrent part before the reset gate. */
  readonly candidateBias: Float32Array;
  /** [H, O] */
  readonly heads: Float32Array;
  /** [O] */
  readonly headBias: Float32Array;
}

/** How much each of the tables counts, and what episodes begin with: [episodes, H]. */
interface GruGradients extends GruTables {
  readonly start: Float32Array;
}

/** What planning needs besides the network. */
export interface PlanOptions {
  /** K, rollouts of each action. */
  readonly rollouts: number;
  /** Turns of a rollout, the present one included. */
  readonly lookAhead: number;
  /** Of CC, CD, DC and DD, own action first. */
  readonly payoff: ArrayLike<number>;
  readonly discount: number;
}

/** A network in a memory of its own. */
export interface GruKernel {
  readonly load: (tables: GruTables) => void;
  /** @param start what lanes begin with, [lanes, H]; by default zeros */
  lanes(lanes: number, start?: Float32Array): GruLanes;
  /**
   * Whole episodes; see {@link GruEpisodes}.
   *
   * @throws RangeError where they make no whole blocks
   */
  episodes(turns: number, episodes: number): GruEpisodes;
}

/** Lanes that go step by step. */
export interface GruLanes {
  /** Lanes in whole blocks. */
  readonly padded: number;
  /**
   * @param symbols of lanes 0 to n − 1; null for the start
   * @returns output o of lane l at `[o * padded + l]`
   */
  readonly step: (n: number, symbols: Uint8Array | null) => Float32Array;
  /**
   * What C and D are worth to each of lanes 0 to n − 1, by rollouts from where they are.
   *
   * @param seeds three random words a lane
   * @returns [lane][C, D]
   */
  plan(n: number, seeds: Uint32Array): Float64Array;
}

/** Batches of equal shape, forward and backward. */
export interface GruEpisodes {
  /**
   * @param symbols `[turn * episodes + episode]`; those of turn 0 are taken to be START
   * @param start [episodes, H]; null for zeros
   * @returns [turns, O, episodes], valid until the next call
   */
  forward(symbols: Uint8Array, start: Float32Array | null): Float32Array;
  /** Of the last forward pass. @param outputs as it returned them */
  backward(outputs: Float32Array): GruGradients;
}

/**
 * @param hidden H, a multiple of 4
 * @param outputs O, at least 1
 * @param options where the kernel is to plan; its first three outputs are then own, coPlayerIfC and coPlayerIfD
 * @throws RangeError for other sizes: the kernels work on four units at a time, and check nothing
 */
export function gruKernel(hidden: number, outputs: number, options?: PlanOptions): GruKernel {
  if (hidden < 4 || hidden % 4 !== 0) {
    throw new RangeError(`hidden must be a positive multiple of 4, got ${hidden}`);
  }
  if (outputs < 1) throw new RangeError(`outputs must be at least 1, got ${outputs}`);
  const instance = instantiate();
  const { kernels, take, floats } = instance;
  const H = hidden;
  const O = outputs;
  const tiles = Math.ceil(O / 4);
  const at = {
    forwardU: take(12 * H * H),
    backwardU: take(12 * H * H),
    table: take(48 * H),
    start: take(12 * H),
    bias: take(4 * H),
    forwardW: take(16 * tiles * H),
    backwardW: take(4 * H * O),
    headBias: take(16 * tiles),
    room: take(64 * (5 * H + 4 * tiles)),
  };
  kernels.configure(
    H,
    O,
    at.forwardU,
    at.backwardU,
    at.table,
    at.start,
    at.bias,
    at.forwardW,
    at.backwardW,
    at.headBias,
    at.room,
  );
  return {
    load({ table, recurrent, candidateBias, heads, headBias }) {
      packRows(floats(at.forwardU, 3 * H * H), recurrent, H, 3 * H);
      packColumns(floats(at.backwardU, 3 * H * H), recurrent, H, 3 * H);
      const bySymbol = floats(at.table, 12 * H);
      for (let row = 0; row < 3 * H; row++) {
        for (let symbol = 0; symbol < 4; symbol++) bySymbol[4 * row + symbol] = table[symbol * 3 * H + row]!;
      }
      floats(at.start, 3 * H).set(table.subarray(12 * H));
      floats(at.bias, H).set(candidateBias);
      packRows(floats(at.forwardW, 4 * tiles * H), heads, H, O);
      packColumns(floats(at.backwardW, H * O), heads, H, O);
      floats(at.headBias, O).set(headBias);
    },
    lanes: (lanes, start) => gruLanes(instance, H, O, lanes, start, options),
    episodes: (turns, episodes) => gruEpisodes(instance, H, O, turns, episodes),
  };
}

function gruLanes(
  { kernels, take, floats, bytes, words, doubles }: Instance,
  H: number,
  O: number,
  lanes: number,
  start: Float32Array | undefined,
  options: PlanOptions | undefined,
): GruLanes {
  const blocks = Math.ceil(lanes / BLOCK);
  const padded = blocks * BLOCK;
  const h = take(4 * padded * H);
  const symbolsAt = take(padded);
  const out = take(4 * padded * O);
  if (start !== undefined) intoBlocks(floats(h, padded * H), start, lanes, H);
  const planning =
    options === undefined
      ? null
      : {
          ...options,
          seeds: take(12 * padded),
          returns: take(16 * padded),
          payoff: take(32),
          room: take(kernels.planRoom(H, O, options.rollouts)),
        };
  if (planning !== null) doubles(planning.payoff, 4).set(options!.payoff);
  return {
    padded,
    step(n, symbols) {
      if (symbols !== null) bytes(symbolsAt, n).set(symbols.subarray(0, n));
      kernels.step(h, Math.ceil(n / BLOCK), symbols === null ? 0 : symbolsAt, out, padded);
      return floats(out, O * padded);
    },
    plan(n, seeds) {
      if (planning === null) throw new Error("this kernel was not made to plan");
      words(planning.seeds, 3 * n).set(seeds.subarray(0, 3 * n));
      const { rollouts, lookAhead, discount, payoff, returns, room } = planning;
      kernels.plan(
        n,
        h,
        out,
        4 * padded,
        O,
        planning.seeds,
        rollouts,
        lookAhead,
        payoff,
        discount,
        returns,
        room,
      );
      return doubles(returns, 2 * n);
    },
  };
}

/** Turns that the way back sums at once, as assembly/gru.ts has it. */
const CHUNK = 4;

function gruEpisodes(
  { kernels, take, floats, bytes }: Instance,
  H: number,
  O: number,
  turns: number,
  episodes: number,
): GruEpisodes {
  if (episodes < BLOCK || episodes % BLOCK !== 0) {
    throw new RangeError(`episodes must be a positive multiple of ${BLOCK}, got ${episodes}`);
  }
  const blocks = episodes / BLOCK;
  const state = 64 * H;
  const headTiles = Math.ceil(O / 3);
  const states = take(blocks * (turns + 1) * state);
  const kept = take(blocks * turns * 5 * state);
  const symbolsAt = take(turns * episodes);
  const outputs = take(4 * turns * O * episodes);
  const startGradient = take(blocks * state);
  const work = take(CHUNK * (5 * state + 64 * (4 + 3 * headTiles)) + state);
  const sums = {
    u: take(16 * 3 * H * H),
    table: take(16 * 3 * H * 4),
    start: take(16 * 3 * H),
    bias: take(16 * H),
    heads: take(16 * 3 * headTiles * H),
    headBias: take(16 * O),
  };
  const sumsEnd = sums.headBias + 16 * O;
  return {
    forward(symbols, start) {
      bytes(symbolsAt, turns * episodes).set(symbols);
      for (let block = 0; block < blocks; block++) {
        const first = floats(states + block * (turns + 1) * state, H * BLOCK);
        if (start === null) first.fill(0);
        else intoBlocks(first, start.subarray(block * BLOCK * H), BLOCK, H);
      }
      kernels.forward(blocks, turns, states, kept, symbolsAt, outputs);
      return floats(outputs, turns * O * episodes);
    },
    backward(gradient) {
      floats(outputs, turns * O * episodes).set(gradient);
      bytes(sums.u, sumsEnd - sums.u).fill(0);
      kernels.backward(
        blocks,
        turns,
        states,
        kept,
        symbolsAt,
        outputs,
        startGradient,
        sums.u,
        sums.table,
        sums.start,
        sums.bias,
        sums.heads,
        sums.headBias,
        work,
      );
      const added = (address: number, length: number): Float32Array => {
        const shares = floats(address, 4 * length);
        const all = new Float32Array(length);
        for (let i = 0; i < length; i++) {
          all[i] = shares[4 * i]! + shares[4 * i + 1]! + (shares[4 * i + 2]! + shares[4 * i + 3]!);
        }
        return all;
      };
      return {
        table: tableOf(added(sums.table, 12 * H), added(sums.start, 3 * H), H),
        recurrent: untiled(added(sums.u, 3 * H * H), H, 3 * H),
        candidateBias: added(sums.bias, H),
        heads: untiled(added(sums.heads, 3 * headTiles * H), H, O),
        headBias: added(sums.headBias, O),
        start: outOfBlocks(floats(startGradient, episodes * H), episodes, H),
      };
    },
  };
}
