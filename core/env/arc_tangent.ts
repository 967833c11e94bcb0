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
