import { InputError } from "../errors.ts";

/**
 * Indices of the k lowest costs in ascending order; of equal costs the earlier index comes first.
 *
 * @example
 * ```ts
 * import { lowest } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual([...lowest([3, 1, 2, 1], 3)], [1, 3, 2]);
 * ```
 *
 * @throws {InputError} when a cost is NaN, or when there are fewer than k.
 */
export function lowest(costs: ArrayLike<number>, k: number): Int32Array {
  if (k > costs.length) {
    throw new InputError(
      `Cannot choose elites: there are ${costs.length} candidates, expected at least ${k}`,
    );
  }
  const order = new Int32Array(costs.length);
  for (let i = 0; i < costs.length; i++) {
    if (Number.isNaN(costs[i])) {
      throw new InputError(`Cannot choose elites: the cost of candidate ${i} is NaN, expected a number`);
    }
    order[i] = i;
  }
  // Not a − b: the difference of two infinite costs is NaN.
  order.sort((a, b) => costs[a] < costs[b] ? -1 : costs[a] > costs[b] ? 1 : a - b);
  return order.slice(0, k);
}
