import { InputError } from "../errors.ts";

/**
 * The p-th percentile of some numbers, p in [0, 100], linear between neighbours.
 *
 * @example
 * ```ts
 * import { percentile } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(percentile([4, 1, 3, 2], 50), 2.5);
 * ```
 *
 * @throws {InputError} when there is no number, or p is out of range.
 */
export function percentile(values: readonly number[], p: number): number {
  if (values.length === 0 || !(p >= 0 && p <= 100)) {
    throw new InputError(
      `Cannot take percentile ${p} of ${values.length} values, expected 0 to 100 of at least one`,
    );
  }
  const sorted = Float64Array.from(values).sort();
  const place = p / 100 * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}
