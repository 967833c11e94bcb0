/** One Jacobi rotation that zeroes element (p, q) of a symmetric matrix, in place. */
function rotate(m: Float64Array, n: number, p: number, q: number): void {
  const off = m[p * n + q];
  const theta = (m[q * n + q] - m[p * n + p]) / (2 * off);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  m[p * n + p] -= t * off;
  m[q * n + q] += t * off;
  m[p * n + q] = m[q * n + p] = 0;
  for (let k = 0; k < n; k++) {
    if (k === p || k === q) continue;
    const a = m[p * n + k];
    const b = m[q * n + k];
    m[p * n + k] = m[k * n + p] = c * a - s * b;
    m[q * n + k] = m[k * n + q] = s * a + c * b;
  }
}

/**
 * Eigenvalues of a symmetric matrix `[n, n]`, descending, by cyclic Jacobi rotations in float64 (Jacobi, 1846;
 * Golub and Van Loan, Matrix Computations, 8.5). The matrix is not changed.
 *
 * @example
 * ```ts
 * import { eigenvalues } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const [first, second] = eigenvalues(Float64Array.of(2, 1, 1, 2), 2);
 * assert.ok(Math.abs(first - 3) < 1e-12 && Math.abs(second - 1) < 1e-12);
 * ```
 */
export function eigenvalues(matrix: Float64Array, n: number): Float64Array {
  const m = matrix.slice();
  const scale = m.reduce((sum, value) => sum + value * value, 0);
  const negligible = Math.sqrt(scale) * 1e-12 / n;
  for (let sweep = 0; sweep < 30; sweep++) {
    let rotations = 0;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(m[p * n + q]) <= negligible) continue;
        rotate(m, n, p, q);
        rotations++;
      }
    }
    if (rotations === 0) break;
  }
  return Float64Array.from({ length: n }, (_, i) => m[i * n + i]).sort().reverse();
}
