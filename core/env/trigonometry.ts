/** Arc tangents of 0, ¼, ½, ¾ and 1. */
const QUARTERS: readonly number[] = [
  0,
  0.24497866312686414,
  0.4636476090008061,
  0.6435011087932844,
  0.7853981633974483,
];

/** Σ (−z)ⁿ / (2n + 1) for z = r² ≤ 1/64, so that the arc tangent of r is r times it. */
function series(z: number): number {
  let sum = 0;
  for (let n = 19; n > 0; n -= 2) sum = 1 / n - z * sum;
  return sum;
}

/** Arc tangent of a ratio in [0, 1]: from the nearest quarter on, by Gregory's series. */
function ofRatio(ratio: number): number {
  const quarter = Math.round(4 * ratio);
  const r = (ratio - quarter / 4) / (1 + ratio * (quarter / 4));
  return QUARTERS[quarter] + r * series(r * r);
}

/**
 * Angle of the direction `(x, y)` from the x axis towards y, right to 1e-15: `Math.atan2` may differ in the last
 * bit from engine to engine, sums and products do not.
 *
 * @returns rad, −π…π; 0 where both are 0. The sign of a zero does not count.
 *
 * @example
 * ```ts
 * import { arcTangent } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(arcTangent(0, -1), Math.PI);
 * assert.ok(Math.abs(arcTangent(1, 2) - 0.4636476090008061) < 1e-15);
 * ```
 */
export function arcTangent(y: number, x: number): number {
  const [across, up] = [Math.abs(x), Math.abs(y)];
  if (up === 0 && across === 0) return 0;
  const acute = up <= across ? ofRatio(up / across) : Math.PI / 2 - ofRatio(across / up);
  const angle = x < 0 ? Math.PI - acute : acute;
  return y < 0 ? -angle : angle;
}

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
