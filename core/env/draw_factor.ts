import type { FactorSpec, Rng } from "../types.ts";

/**
 * Draws a factor of variation, uniform in its range or in a share of it around the default: every whole number has the
 * same odds, the ends too.
 *
 * @param share Part of the range on both sides of the default, 0 … 1.
 *
 * @example
 * ```ts
 * import { drawFactor, seededRng } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const doors = { name: "doors", low: 1, high: 3, default: 1, integer: true, description: "doors" };
 * const rng = seededRng(0);
 * const drawn = new Set(Array.from({ length: 100 }, () => drawFactor(doors, rng)));
 * assert.deepEqual([...drawn].sort(), [1, 2, 3]);
 * ```
 */
export function drawFactor({ low, high, default: start, integer }: FactorSpec, rng: Rng, share = 1): number {
  if (integer) {
    const [first, last] = [low, high].map((end) => Math.round(start + share * (end - start)));
    return first + rng.integer(last - first + 1);
  }
  const value = (1 - share) * start + share * rng.uniform(low, high);
  return Math.min(Math.max(value, low), high); // the sum may round beyond
}
