import { InputError } from "../errors.ts";
import type { Rate } from "../types.ts";

/** 97.5 % quantile of the standard normal: two-sided 95 %. */
const Z = 1.959963984540054;

/**
 * A success rate with its Wilson score interval at 95 % (Wilson, 1927): unlike the naive one it stays inside
 * [0, 1] and is not empty at 0 or n successes.
 *
 * @example
 * ```ts
 * import { wilson } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const { rate, low, high } = wilson(10, 10);
 * assert.equal(rate, 1);
 * assert.equal(high, 1);
 * assert.ok(Math.abs(low - 0.7225) < 1e-4);
 * ```
 *
 * @throws {InputError} when `successes` is not a whole number from 0 to n, or n is below 1.
 */
export function wilson(successes: number, n: number): Rate {
  const whole = Number.isInteger(successes) && Number.isInteger(n);
  if (!whole || n < 1 || successes < 0 || successes > n) {
    throw new InputError(`Cannot give a rate: ${successes} successes of ${n}, expected at least one trial`);
  }
  const rate = successes / n;
  const shrink = 1 + Z * Z / n;
  const centre = (rate + Z * Z / (2 * n)) / shrink;
  const half = Z * Math.sqrt(rate * (1 - rate) / n + Z * Z / (4 * n * n)) / shrink;
  return {
    rate,
    n,
    low: successes === 0 ? 0 : centre - half,
    high: successes === n ? 1 : centre + half,
  };
}
