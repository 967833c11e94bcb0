/** Ranks from 1; equal values share the mean of theirs. */
function ranksOf(values: ArrayLike<number>): Float64Array {
  // Not a − b: the difference of two infinite values is NaN.
  const order = Array.from(values, (_, i) => i)
    .sort((a, b) => values[a] < values[b] ? -1 : values[a] > values[b] ? 1 : 0);
  const ranks = new Float64Array(values.length);
  for (let first = 0; first < order.length;) {
    let end = first + 1;
    while (end < order.length && values[order[end]] === values[order[first]]) end++;
    for (let i = first; i < end; i++) ranks[order[i]] = (first + 1 + end) / 2;
    first = end;
  }
  return ranks;
}

/**
 * Spearman's rank correlation of two lists of n numbers, in [−1, 1]: 1 when they rise together, −1 when one falls
 * as the other rises. Equal values share a rank. Undefined when there are fewer than two numbers, or one
 * list does not vary.
 *
 * @example
 * ```ts
 * import { spearman } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(spearman([1, 2, 3], [10, 100, 1000]), 1);
 * assert.equal(spearman([1, 2, 3], [5, 5, 5]), undefined);
 * ```
 */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number | undefined {
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const middle = (x.length + 1) / 2;
  let [both, first, second] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    both += (x[i] - middle) * (y[i] - middle);
    first += (x[i] - middle) ** 2;
    second += (y[i] - middle) ** 2;
  }
  return first > 0 && second > 0 ? both / Math.sqrt(first * second) : undefined;
}
