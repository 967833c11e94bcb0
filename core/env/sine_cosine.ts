/** A quarter turn in two parts: the first has so few bits that its multiples are exact. */
const HIGH = Math.round(Math.PI / 2 * 2 ** 32) / 2 ** 32;
const LOW = Math.PI / 2 - HIGH + 6.123233995736766e-17;

/** Σ (−z)ⁿ / (2n + 1)! for z = r², so that sin r is r times it. */
function sineSeries(z: number): number {
  let sum = 0;
  for (let n = 17; n > 1; n -= 2) sum = (1 - sum) * z / (n * (n - 1));
  return 1 - sum;
}

/** Σ (−z)ⁿ / (2n)! for z = r²: cos r. */
function cosineSeries(z: number): number {
  let sum = 0;
  for (let n = 18; n > 0; n -= 2) sum = (1 - sum) * z / (n * (n - 1));
  return 1 - sum;
}

/** Sine of `x` and so many quarter turns. */
function wave(x: number, quarters: number): number {
  const n = Math.round(x / (Math.PI / 2));
  const r = x - n * HIGH - n * LOW;
  const quadrant = (n + quarters) & 3;
  const value = quadrant & 1 ? cosineSeries(r * r) : r * sineSeries(r * r);
  return quadrant & 2 ? -value : value;
}

/**
 * Sine by Taylor's series after taking off quarter turns, right to about 2e-16: `Math.sin` may differ in the last
 * bit from engine to engine, sums and products do not.
 *
 * @param x Angle, rad; the rounding grows beyond a million turns.
 *
 * @example
 * ```ts
 * import { cosine, sine } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * assert.ok(Math.abs(sine(0.5) - 0.479425538604203) < 1e-15);
 * assert.equal(cosine(0), 1);
 * ```
 */
export function sine(x: number): number {
  return wave(x, 0);
}

/** Cosine, as {@linkcode sine}. */
export function cosine(x: number): number {
  return wave(x, 1);
}
