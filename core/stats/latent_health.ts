import { InputError } from "../errors.ts";

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

function rowsOf(latents: Float32Array, dim: number): number {
  const rows = latents.length / dim;
  if (Number.isInteger(rows) && rows >= 2) return rows;
  throw new InputError(
    `Cannot measure collapse: there are ${latents.length} numbers of width ${dim}, expected two rows or more`,
  );
}

/** Rows `[n, D]` less their mean. */
function centred(latents: Float32Array, dim: number): Float64Array {
  const rows = rowsOf(latents, dim);
  const means = new Float64Array(dim);
  latents.forEach((value, i) => means[i % dim] += value / rows);
  return Float64Array.from(latents, (value, i) => value - means[i % dim]);
}

/** Population covariance `[D, D]` of rows that are centred. */
function covariance(rows: Float64Array, dim: number): Float64Array {
  const count = rows.length / dim;
  const sums = new Float64Array(dim * dim);
  for (let r = 0; r < rows.length; r += dim) {
    for (let i = 0; i < dim; i++) {
      for (let j = i; j < dim; j++) sums[i * dim + j] += rows[r + i] * rows[r + j] / count;
    }
  }
  for (let i = 0; i < dim; i++) {
    for (let j = 0; j < i; j++) sums[i * dim + j] = sums[j * dim + i];
  }
  return sums;
}

/**
 * Population standard deviation of each dimension of latents `[n, D]`; a collapsed dimension has 0.
 *
 * @throws {InputError} when there are fewer than two rows.
 */
export function dimensionStd(latents: Float32Array, dim: number): Float64Array {
  const rows = centred(latents, dim);
  const squares = new Float64Array(dim);
  rows.forEach((value, i) => squares[i % dim] += value * value);
  return squares.map((sum) => Math.sqrt(sum * dim / rows.length));
}

/**
 * How many dimensions latents `[n, D]` really use, in [1, D]: the exponential of the entropy of their singular
 * values, normalised to sum to one (Roy and Vetterli, 2007; RankMe, arXiv 2210.02885), after the mean is taken
 * out. 1 is also the rank of latents that are all alike.
 *
 * @example
 * ```ts
 * import { effectiveRank } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const onALine = Float32Array.of(1, 1, 2, 2, 3, 3); // [3, 2]
 * assert.ok(Math.abs(effectiveRank(onALine, 2) - 1) < 1e-4);
 * ```
 *
 * @throws {InputError} when there are fewer than two rows, or a value that is not finite.
 */
export function effectiveRank(latents: Float32Array, dim: number): number {
  if (!latents.every(Number.isFinite)) {
    throw new InputError(
      "Cannot measure the effective rank: the latents hold NaN or infinity, expected numbers",
    );
  }
  const spread = eigenvalues(covariance(centred(latents, dim), dim), dim);
  const singular = spread.map((value) => Math.sqrt(Math.max(value, 0)));
  const total = singular.reduce((sum, value) => sum + value, 0);
  if (total === 0) return 1;
  let entropy = 0;
  for (const value of singular) {
    const share = value / total;
    if (share > 0) entropy -= share * Math.log(share);
  }
  return Math.exp(entropy);
}
