import { multiply, outer, ROW, sigmoid, splat, tanh } from "./vector";

/*
 * Long because it is one algorithm, there and back, over one layout.
 *
 * A gated recurrent unit (Cho et al. 2014; reset after the product, as cuDNN and PyTorch have it) that reads symbols:
 *
 *     r = σ(table_r[s] + U_r h)    z = σ(table_z[s] + U_z h)    n = tanh(table_n[s] + r ∘ (U_n h + b))
 *     h' = (1 − z) ∘ n + z ∘ h     y = W (h' ∘ σ(h')) + c
 *
 * A symbol is one of four outcomes, or the start, which all lanes have at once and only on the first turn: so the four
 * entries of a row of the table are one vector, and a byte shuffle looks four lanes up at a time.
 *
 * Rows: r, z, n of H units each. Pointers to weights stand in globals that `configure` sets; nothing here allocates.
 */

/** Units, and outputs. */
export let H: i32 = 0;
export let O: i32 = 0;
/** U packed for h -> gates, [3H/4][H][4]. */
let forwardU: usize = 0;
/** Uᵀ packed for gates -> h, [H/4][3H][4]. */
let backwardU: usize = 0;
/** [3H][4] by symbol, and [3H] for the start. */
let table: usize = 0;
let start: usize = 0;
/** b, [H]. */
let bias: usize = 0;
/** W packed, [ceil(O/4)][H][4] filled up with zeros; Wᵀ packed, [H/4][O][4]; c, [ceil(O/4) · 4]. */
let forwardW: usize = 0;
let backwardW: usize = 0;
let headBias: usize = 0;
/** Room for one block: gates and outputs before they are finished, [5H + 4 · ceil(O/4)][16]. */
let room: usize = 0;

export function configure(
  hidden: i32,
  outputs: i32,
  forwardUAt: usize,
  backwardUAt: usize,
  tableAt: usize,
  startAt: usize,
  biasAt: usize,
  forwardWAt: usize,
  backwardWAt: usize,
  headBiasAt: usize,
  roomAt: usize,
): void {
  H = hidden;
  O = outputs;
  forwardU = forwardUAt;
  backwardU = backwardUAt;
  table = tableAt;
  start = startAt;
  bias = biasAt;
  forwardW = forwardWAt;
  backwardW = backwardWAt;
  headBias = headBiasAt;
  room = roomAt;
}

/** Byte indices that look four lanes' symbols up in a vector of four floats. */
// @ts-ignore: decorator
@inline
function lookup(symbols: usize): v128 {
  const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(symbols)));
  return i32x4.add(i32x4.mul(wide, i32x4.splat(0x04040404)), i32x4.splat(0x03020100));
}

/**
 * One step of one block.
 *
 * @param next h', [H][16]; may be `h`
 * @param h [H][16]
 * @param symbols 16 bytes, or 0 for the start
 * @param kept where r, z, n, U_n h + b and σ(h') are kept for the way back, [5H][16]
 */
export function advance(next: usize, h: usize, symbols: usize, kept: usize): void {
  const units = <usize>H;
  multiply(room, forwardU, h, (3 * H) >> 2, H);
  const gate = units * ROW;
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const look = symbols == 0 ? splat(0) : lookup(symbols + (lane >> 2));
    for (let unit: usize = 0; unit < units; unit++) {
      const at = unit * ROW + lane;
      let fromR: v128;
      let fromZ: v128;
      let fromN: v128;
      if (symbols == 0) {
        fromR = v128.load32_splat(start + (unit << 2));
        fromZ = v128.load32_splat(start + ((units + unit) << 2));
        fromN = v128.load32_splat(start + ((2 * units + unit) << 2));
      } else {
        fromR = v128.swizzle(v128.load(table + (unit << 4)), look);
        fromZ = v128.swizzle(v128.load(table + ((units + unit) << 4)), look);
        fromN = v128.swizzle(v128.load(table + ((2 * units + unit) << 4)), look);
      }
      const r = sigmoid(f32x4.add(fromR, v128.load(room + at)));
      const z = sigmoid(f32x4.add(fromZ, v128.load(room + gate + at)));
      const inner = f32x4.add(v128.load(room + 2 * gate + at), v128.load32_splat(bias + (unit << 2)));
      const n = tanh(f32x4.add(fromN, f32x4.mul(r, inner)));
      const now = f32x4.add(n, f32x4.mul(z, f32x4.sub(v128.load(h + at), n)));
      v128.store(next + at, now);
      v128.store(kept + at, r);
      v128.store(kept + gate + at, z);
      v128.store(kept + 2 * gate + at, n);
      v128.store(kept + 3 * gate + at, inner);
    }
  }
}

/**
 * The outputs of one block.
 *
 * @param h [H][16]
 * @param glow where σ(h) is kept, [H][16]
 * @param out [4 · ceil(O/4)][16]
 */
export function heads(out: usize, h: usize, glow: usize): void {
  const swish = room; // [H][16]
  const bytes = <usize>H * ROW;
  for (let at: usize = 0; at < bytes; at += 16) {
    const x = v128.load(h + at);
    const s = sigmoid(x);
    v128.store(glow + at, s);
    v128.store(swish + at, f32x4.mul(x, s));
  }
  multiply(out, forwardW, swish, (O + 3) >> 2, H);
  for (let o = 0; o < O; o++) {
    const c = v128.load32_splat(headBias + (<usize>o << 2));
    const row = out + <usize>o * ROW;
    for (let lane: usize = 0; lane < ROW; lane += 16) v128.store(row + lane, f32x4.add(v128.load(row + lane), c));
  }
}

/** Copies a block's outputs to where every output has its lanes in one row of `stride` bytes. */
function spread(out: usize, stride: usize): void {
  const from = room + <usize>(5 * H) * ROW;
  for (let o = 0; o < O; o++) memory.copy(out + <usize>o * stride, from + <usize>o * ROW, ROW);
}

/**
 * One step of many lanes: h advances in place.
 *
 * @param h [blocks][H][16]
 * @param symbols [16 · blocks] bytes, or 0 for the start
 * @param out [O][lanes]
 * @param lanes a multiple of 16
 */
export function step(h: usize, blocks: i32, symbols: usize, out: usize, lanes: i32): void {
  const block = <usize>H * ROW;
  const scratch = room + block; // the first H rows are the product's, and then swish's
  for (let i = 0; i < blocks; i++) {
    advanceBlock(h, symbols == 0 ? 0 : symbols + (<usize>i << 4));
    heads(room + 5 * block, h, scratch);
    spread(out + <usize>i * ROW, <usize>lanes << 2);
    h += block;
  }
}

/** `advance` in place, where nothing is kept: what would be lands in the room that the gates are read from. */
// @ts-ignore: decorator
@inline
function advanceBlock(h: usize, symbols: usize): void {
  // Each entry is read before the one at its place is written; the fourth row set has a place of its own.
  advance(h, h, symbols, room);
}

/**
 * Whole episodes, block after block.
 *
 * @param states [blocks][turns + 1][H][16]; turn 0 of it is what they begin with
 * @param kept [blocks][turns][5H][16]
 * @param symbols [turns][lanes] bytes; the first turn's are not read: it is the start
 * @param out [turns][O][lanes]
 */
export function forward(blocks: i32, turns: i32, states: usize, kept: usize, symbols: usize, out: usize): void {
  const state = <usize>H * ROW;
  const lanes = <usize>blocks << 4;
  const outStep = (<usize>O * lanes) << 2;
  for (let i: usize = 0; i < <usize>blocks; i++) {
    for (let turn: usize = 0; turn < <usize>turns; turn++) {
      advance(states + state, states, turn == 0 ? 0 : symbols + turn * lanes + (i << 4), kept);
      states += state;
      heads(room + 5 * state, states, kept + 4 * state);
      spread(out + turn * outStep + i * ROW, lanes << 2);
      kept += 5 * state;
    }
    states += state;
  }
}

/** Turns whose products of gradient and state are summed at once: what they need stays in the first cache. */
const CHUNK: i32 = 4;

/**
 * The way back through whole episodes. Sums are vectors of four lanes' shares, to be zero before and added up after.
 *
 * @param outGradient [turns][O][lanes]
 * @param startGradient where the gradient of what the episodes begin with goes, [blocks][H][16]
 * @param sumU [H][H/4][3][4] vectors: see `outer`; rows of g are r, z and r ∘ n
 * @param sumTable [3H][4] vectors: rows are r, z and n, columns the four symbols
 * @param sumStart [3H] and sumBias [H] vectors
 * @param sumW [ceil(O/3)][H/4][3][4]
 * @param sumHeadBias [O]
 * @param work room for [CHUNK][5H + 4 + 3 · ceil(O/3)][16], and [H][16] after it
 */
export function backward(
  blocks: i32,
  turns: i32,
  states: usize,
  kept: usize,
  symbols: usize,
  outGradient: usize,
  startGradient: usize,
  sumU: usize,
  sumTable: usize,
  sumStart: usize,
  sumBias: usize,
  sumW: usize,
  sumHeadBias: usize,
  work: usize,
): void {
  const units = <usize>H;
  const state = units * ROW;
  const lanes = <usize>blocks << 4;
  const headTiles: i32 = (O + 2) / 3;
  // A turn of the chunk: gradients of r, z, n inside and n, [4H]; symbols, [4]; swish, [H]; of the outputs.
  const symbolsAt: usize = 4 * state;
  const swishAt: usize = symbolsAt + 4 * ROW;
  const outAt: usize = swishAt + state;
  const stride: usize = outAt + <usize>(3 * headTiles) * ROW;
  const back: usize = work + <usize>CHUNK * stride; // what `multiply` brings back, [H][16]

  for (let i: usize = 0; i < <usize>blocks; i++) {
    const first = states + i * <usize>(turns + 1) * state;
    const keptFirst = kept + i * <usize>turns * 5 * state;
    const dh = startGradient + i * state;
    memory.fill(dh, 0, state);

    let to = turns;
    while (to > 0) {
      const from = max(0, to - CHUNK);
      for (let turn = to - 1; turn >= from; turn--) {
        const slot = work + <usize>(turn - from) * stride;
        const t = <usize>turn;
        const h = first + (t + 1) * state;
        const before = h - state;
        const k = keptFirst + t * 5 * state;

        // Outputs: their gradient, and what it brings to h.
        for (let o: usize = 0; o < <usize>O; o++) {
          const source = outGradient + (((t * <usize>O + o) * lanes) << 2) + i * ROW;
          memory.copy(slot + outAt + o * ROW, source, ROW);
          const sum = sumHeadBias + (o << 4);
          let total = v128.load(sum);
          for (let lane: usize = 0; lane < ROW; lane += 16) total = f32x4.add(total, v128.load(source + lane));
          v128.store(sum, total);
        }
        multiply(back, backwardW, slot + outAt, H >> 2, O);

        for (let unit: usize = 0; unit < units; unit++) {
          let ofBias = v128.load(sumBias + (unit << 4));
          for (let lane: usize = 0; lane < ROW; lane += 16) {
            const at = unit * ROW + lane;
            const now = v128.load(h + at);
            const glow = v128.load(k + 4 * state + at);
            const swish = f32x4.mul(now, glow);
            v128.store(slot + swishAt + at, swish);
            // swish' = σ + swish (1 − σ)
            const slope = f32x4.add(glow, f32x4.mul(swish, f32x4.sub(splat(1), glow)));
            const d = f32x4.add(v128.load(dh + at), f32x4.mul(v128.load(back + at), slope));

            const r = v128.load(k + at);
            const z = v128.load(k + state + at);
            const n = v128.load(k + 2 * state + at);
            const inner = v128.load(k + 3 * state + at);
            const dn = f32x4.mul(f32x4.mul(d, f32x4.sub(splat(1), z)), f32x4.sub(splat(1), f32x4.mul(n, n)));
            const dInner = f32x4.mul(dn, r);
            const dr = f32x4.mul(f32x4.mul(dn, inner), f32x4.mul(r, f32x4.sub(splat(1), r)));
            const dz = f32x4.mul(
              f32x4.mul(d, f32x4.sub(v128.load(before + at), n)),
              f32x4.mul(z, f32x4.sub(splat(1), z)),
            );
            v128.store(slot + at, dr);
            v128.store(slot + state + at, dz);
            v128.store(slot + 2 * state + at, dInner);
            v128.store(slot + 3 * state + at, dn);
            v128.store(dh + at, f32x4.mul(d, z));
            ofBias = f32x4.add(ofBias, dInner);
          }
          v128.store(sumBias + (unit << 4), ofBias);
        }

        multiply(back, backwardU, slot, H >> 2, 3 * H);
        for (let at: usize = 0; at < state; at += 16) {
          v128.store(dh + at, f32x4.add(v128.load(dh + at), v128.load(back + at)));
        }

        if (turn == 0) {
          for (let row: usize = 0; row < 3 * units; row++) {
            const g = slot + (row < 2 * units ? row : row + units) * ROW;
            let total = v128.load(sumStart + (row << 4));
            for (let lane: usize = 0; lane < ROW; lane += 16) total = f32x4.add(total, v128.load(g + lane));
            v128.store(sumStart + (row << 4), total);
          }
        } else {
          oneHot(slot + symbolsAt, symbols + t * lanes + (i << 4));
        }
      }

      const steps = to - from;
      outer(sumU, work, stride, H, first + <usize>from * state, state, H >> 2, steps);
      outer(sumW, work + outAt, stride, headTiles, work + swishAt, stride, H >> 2, steps);
      // The first turn has no symbol.
      const skipped = from == 0 ? 1 : 0;
      if (steps > skipped) {
        const slots = work + <usize>skipped * stride;
        tableSums(sumTable, slots, stride, slots + symbolsAt, steps - skipped);
      }
      to = from;
    }
  }
}

/** Four rows that say which symbol each of 16 lanes has. */
function oneHot(rows: usize, symbols: usize): void {
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(symbols + (lane >> 2))));
    for (let symbol = 0; symbol < 4; symbol++) {
      const is = i32x4.eq(wide, i32x4.splat(symbol));
      v128.store(rows + <usize>symbol * ROW + lane, v128.and(is, splat(1)));
    }
  }
}

/** Adds the gradients of the table: rows r and z stand first, those of n after the ones inside. */
function tableSums(sums: usize, g: usize, stride: usize, symbols: usize, steps: i32): void {
  const units = <usize>H;
  for (let row: usize = 0; row < 3 * units; row++) {
    const from = g + (row < 2 * units ? row : row + units) * ROW;
    const at = sums + (row << 6);
    let s0 = v128.load(at);
    let s1 = v128.load(at, 16);
    let s2 = v128.load(at, 32);
    let s3 = v128.load(at, 48);
    for (let step: usize = 0; step < <usize>steps; step++) {
      const p = from + step * stride;
      const q = symbols + step * stride;
      for (let lane: usize = 0; lane < ROW; lane += 16) {
        const x = v128.load(p + lane);
        s0 = f32x4.add(s0, f32x4.mul(x, v128.load(q + lane)));
        s1 = f32x4.add(s1, f32x4.mul(x, v128.load(q + lane, 64)));
        s2 = f32x4.add(s2, f32x4.mul(x, v128.load(q + lane, 128)));
        s3 = f32x4.add(s3, f32x4.mul(x, v128.load(q + lane, 192)));
      }
    }
    v128.store(at, s0);
    v128.store(at, s1, 16);
    v128.store(at, s2, 32);
    v128.store(at, s3, 48);
  }
}
