/*
 * Arithmetic on vectors of four floats, and the one product that everything is made of.
 *
 * Lanes (episodes, or nodes of rollouts) stand innermost, in blocks of 16: row r of a block is 64 bytes, lane l of it the
 * l-th float. So one instruction does the same for four lanes, no sum runs across a vector, and a block of 32 units is
 * 2 KB, which stays in the first cache.
 */

/** Bytes of one row of a block: 16 lanes. */
export const ROW: usize = 64;

// @ts-ignore: decorator
@inline
export function splat(x: f32): v128 {
  return f32x4.splat(x);
}

/** Vectors that the functions below need: in memory, because the compiler would build each of them anew at every use. */
const CONSTANTS: usize = memory.data<f32>([
  87, 87, 87, 87,
  -87, -87, -87, -87,
  1.44269504, 1.44269504, 1.44269504, 1.44269504,
  12582912, 12582912, 12582912, 12582912, // 1.5 · 2²³
  1.5403530e-4, 1.5403530e-4, 1.5403530e-4, 1.5403530e-4,
  1.3333558e-3, 1.3333558e-3, 1.3333558e-3, 1.3333558e-3,
  9.6181291e-3, 9.6181291e-3, 9.6181291e-3, 9.6181291e-3,
  5.5504109e-2, 5.5504109e-2, 5.5504109e-2, 5.5504109e-2,
  2.4022651e-1, 2.4022651e-1, 2.4022651e-1, 2.4022651e-1,
  6.9314718e-1, 6.9314718e-1, 6.9314718e-1, 6.9314718e-1,
  1, 1, 1, 1,
  2, 2, 2, 2,
], 16);

// @ts-ignore: decorator
@inline
function constant(i: usize): v128 {
  return v128.load(CONSTANTS + (i << 4));
}

/**
 * e^x to about 3e-7 of its value; x is cut to ±87. 2^f by Taylor's series around 0 to the sixth term, f in [−½, ½]; the
 * integer part goes into the exponent's bits. Of two ways to a minimum the one that minds no NaN is one instruction.
 */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  x = f32x4.pmax(f32x4.pmin(x, constant(0)), constant(1));
  const scaled = f32x4.mul(x, constant(2));
  const shifted = f32x4.add(scaled, constant(3));
  const f = f32x4.sub(scaled, f32x4.sub(shifted, constant(3)));
  let p = f32x4.add(f32x4.mul(f, constant(4)), constant(5));
  p = f32x4.add(f32x4.mul(p, f), constant(6));
  p = f32x4.add(f32x4.mul(p, f), constant(7));
  p = f32x4.add(f32x4.mul(p, f), constant(8));
  p = f32x4.add(f32x4.mul(p, f), constant(9));
  p = f32x4.add(f32x4.mul(p, f), constant(10));
  return i32x4.add(p, i32x4.shl(shifted, 23));
}

// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  const one = constant(10);
  return f32x4.div(one, f32x4.add(one, exp(f32x4.neg(x))));
}

// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const one = constant(10);
  return f32x4.sub(one, f32x4.div(constant(11), f32x4.add(one, exp(f32x4.add(x, x)))));
}

/**
 * out = w · x for one block: four rows of `out` and eight lanes at a time, which keeps eight sums in registers.
 *
 * @param out [4 · tiles][16]
 * @param w packed: [tiles][inputs][4], the four rows of a tile side by side
 * @param x [inputs][16]
 */
export function multiply(out: usize, w: usize, x: usize, tiles: i32, inputs: i32): void {
  const bytes = <usize>inputs << 4;
  for (let tile = 0; tile < tiles; tile++) {
    const end = w + bytes;
    for (let half: usize = 0; half < ROW; half += 32) {
      let a0 = splat(0);
      let a1 = splat(0);
      let b0 = splat(0);
      let b1 = splat(0);
      let c0 = splat(0);
      let c1 = splat(0);
      let d0 = splat(0);
      let d1 = splat(0);
      let q = x + half;
      for (let p = w; p < end; p += 16) {
        const x0 = v128.load(q);
        const x1 = v128.load(q, 16);
        let s = v128.load32_splat(p);
        a0 = f32x4.add(a0, f32x4.mul(s, x0));
        a1 = f32x4.add(a1, f32x4.mul(s, x1));
        s = v128.load32_splat(p, 4);
        b0 = f32x4.add(b0, f32x4.mul(s, x0));
        b1 = f32x4.add(b1, f32x4.mul(s, x1));
        s = v128.load32_splat(p, 8);
        c0 = f32x4.add(c0, f32x4.mul(s, x0));
        c1 = f32x4.add(c1, f32x4.mul(s, x1));
        s = v128.load32_splat(p, 12);
        d0 = f32x4.add(d0, f32x4.mul(s, x0));
        d1 = f32x4.add(d1, f32x4.mul(s, x1));
        q += ROW;
      }
      const to = out + half;
      v128.store(to, a0);
      v128.store(to, a1, 16);
      v128.store(to, b0, 64);
      v128.store(to, b1, 80);
      v128.store(to, c0, 128);
      v128.store(to, c1, 144);
      v128.store(to, d0, 192);
      v128.store(to, d1, 208);
    }
    w = end;
    out += 256;
  }
}

/**
 * Adds g · xᵀ, summed over lanes in fours, to `sums`: three rows of g and four of x at a time keep twelve sums in
 * registers. What is left of the sum over lanes, four floats, is added up once at the end of the backward pass.
 *
 * @param sums [gTiles][xTiles][3][4] vectors
 * @param g `steps` times [3 · gTiles][16], `gStep` bytes apart; x likewise, [4 · xTiles][16]
 */
export function outer(
  sums: usize,
  g: usize,
  gStep: usize,
  gTiles: i32,
  x: usize,
  xStep: usize,
  xTiles: i32,
  steps: i32,
): void {
  for (let i = 0; i < gTiles; i++) {
    for (let j = 0; j < xTiles; j++) {
      let a0 = v128.load(sums);
      let a1 = v128.load(sums, 16);
      let a2 = v128.load(sums, 32);
      let a3 = v128.load(sums, 48);
      let b0 = v128.load(sums, 64);
      let b1 = v128.load(sums, 80);
      let b2 = v128.load(sums, 96);
      let b3 = v128.load(sums, 112);
      let c0 = v128.load(sums, 128);
      let c1 = v128.load(sums, 144);
      let c2 = v128.load(sums, 160);
      let c3 = v128.load(sums, 176);
      let p = g + <usize>i * (3 * ROW);
      let q = x + <usize>j * (4 * ROW);
      for (let step = 0; step < steps; step++) {
        for (let lane: usize = 0; lane < ROW; lane += 16) {
          const at = p + lane;
          const from = q + lane;
          const u = v128.load(at);
          const v = v128.load(at, 64);
          const w = v128.load(at, 128);
          let y = v128.load(from);
          a0 = f32x4.add(a0, f32x4.mul(u, y));
          b0 = f32x4.add(b0, f32x4.mul(v, y));
          c0 = f32x4.add(c0, f32x4.mul(w, y));
          y = v128.load(from, 64);
          a1 = f32x4.add(a1, f32x4.mul(u, y));
          b1 = f32x4.add(b1, f32x4.mul(v, y));
          c1 = f32x4.add(c1, f32x4.mul(w, y));
          y = v128.load(from, 128);
          a2 = f32x4.add(a2, f32x4.mul(u, y));
          b2 = f32x4.add(b2, f32x4.mul(v, y));
          c2 = f32x4.add(c2, f32x4.mul(w, y));
          y = v128.load(from, 192);
          a3 = f32x4.add(a3, f32x4.mul(u, y));
          b3 = f32x4.add(b3, f32x4.mul(v, y));
          c3 = f32x4.add(c3, f32x4.mul(w, y));
        }
        p += gStep;
        q += xStep;
      }
      v128.store(sums, a0);
      v128.store(sums, a1, 16);
      v128.store(sums, a2, 32);
      v128.store(sums, a3, 48);
      v128.store(sums, b0, 64);
      v128.store(sums, b1, 80);
      v128.store(sums, b2, 96);
      v128.store(sums, b3, 112);
      v128.store(sums, c0, 128);
      v128.store(sums, c1, 144);
      v128.store(sums, c2, 160);
      v128.store(sums, c3, 176);
      sums += 192;
    }
  }
}
