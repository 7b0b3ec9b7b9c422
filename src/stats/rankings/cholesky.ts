/** Replaces a symmetric positive definite matrix, of which the lower half is read, by its Cholesky factor L. */
export function factorise(matrix: readonly Float64Array[]): void {
  const n = matrix.length;
  for (let j = 0; j < n; j++) {
    const pivot = matrix[j]!;
    let square = pivot[j]!;
    for (let k = 0; k < j; k++) square -= pivot[k]! ** 2;
    const root = Math.sqrt(square);
    pivot[j] = root;
    for (let i = j + 1; i < n; i++) {
      const row = matrix[i]!;
      let sum = row[j]!;
      for (let k = 0; k < j; k++) sum -= row[k]! * pivot[k]!;
      row[j] = sum / root;
    }
  }
}

/** Solves L Lᵀ x = b, of which L is the lower half of `factor`. */
export function solve(factor: readonly Float64Array[], b: Float64Array): Float64Array {
  const n = factor.length;
  const x = b.slice();
  for (let i = 0; i < n; i++) {
    const row = factor[i]!;
    for (let k = 0; k < i; k++) x[i]! -= row[k]! * x[k]!;
    x[i]! /= row[i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= factor[k]![i]! * x[k]!;
    x[i]! /= factor[i]![i]!;
  }
  return x;
}
