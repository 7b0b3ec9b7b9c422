/*
 * How matrices and vectors stand in the kernels' memory: assembly/vector.ts says why.
 */

/** Lanes of a block: what kernels work on at once. */
export const BLOCK = 16;

/** A matrix [rows, columns] as [columns / 4][rows][4], for products with its transpose; missing columns are zeros. */
export function packRows(to: Float32Array, from: Float32Array, rows: number, columns: number): void {
  to.fill(0);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      to[((column >> 2) * rows + row) * 4 + (column & 3)] = from[row * columns + column]!;
    }
  }
}

/** A matrix [rows, columns] as [rows / 4][columns][4], for products with itself. */
export function packColumns(to: Float32Array, from: Float32Array, rows: number, columns: number): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      to[((row >> 2) * columns + column) * 4 + (row & 3)] = from[row * columns + column]!;
    }
  }
}

/** Lanes' vectors [lanes, H] into blocks [blocks][H][16]. */
export function intoBlocks(to: Float32Array, from: Float32Array, lanes: number, H: number): void {
  for (let lane = 0; lane < lanes; lane++) {
    const block = (lane >> 4) * H * BLOCK + (lane & 15);
    for (let unit = 0; unit < H; unit++) to[block + unit * BLOCK] = from[lane * H + unit]!;
  }
}

/** [3H][4 symbols] and [3H] of the start as [5, 3H]. */
export function tableOf(bySymbol: Float32Array, start: Float32Array, H: number): Float32Array {
  const table = new Float32Array(15 * H);
  for (let row = 0; row < 3 * H; row++) {
    for (let symbol = 0; symbol < 4; symbol++) table[symbol * 3 * H + row] = bySymbol[4 * row + symbol]!;
  }
  table.set(start, 12 * H);
  return table;
}

/** Sums of `outer`, [columns / 3][rows / 4][3][4], as the matrix [rows, columns]. */
export function untiled(sums: Float32Array, rows: number, columns: number): Float32Array {
  const matrix = new Float32Array(rows * columns);
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      const tile = Math.floor(column / 3) * (rows >> 2) + (row >> 2);
      matrix[row * columns + column] = sums[tile * 12 + (column % 3) * 4 + (row & 3)]!;
    }
  }
  return matrix;
}

export function outOfBlocks(from: Float32Array, lanes: number, H: number): Float32Array {
  const vectors = new Float32Array(lanes * H);
  for (let lane = 0; lane < lanes; lane++) {
    const block = (lane >> 4) * H * BLOCK + (lane & 15);
    for (let unit = 0; unit < H; unit++) vectors[lane * H + unit] = from[block + unit * BLOCK]!;
  }
  return vectors;
}
