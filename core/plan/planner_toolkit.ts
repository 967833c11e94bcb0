import { InputError } from "../errors.ts";
import type { PlanRequest, PlanSpace } from "../types.ts";

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

/**
 * Costs `[B, N]` of plans `[B, N, H, A]`, as the request scores them.
 *
 * @throws {InputError} when they are not as many, or one is NaN.
 */
export async function scoreChecked(
  { batch, score }: PlanRequest,
  plans: Float64Array,
  candidates: number,
): Promise<Float64Array> {
  const costs = await score(plans, candidates);
  if (costs.length !== batch * candidates) {
    throw new InputError(
      `Cannot plan: the cost gave ${costs.length} numbers, expected ${batch * candidates}`,
    );
  }
  const bad = costs.findIndex(Number.isNaN);
  if (bad >= 0) {
    const problem = Math.floor(bad / candidates);
    throw new InputError(
      `Cannot plan: the cost of candidate ${
        bad % candidates
      } of problem ${problem} is NaN, expected a number ` +
        "(a model whose training diverged imagines NaN)",
    );
  }
  return costs;
}

/** Brings plans `[…, A]` into the bounds of their space, in place, and gives them back. */
export function clampPlans(plans: Float64Array, { size, low, high }: PlanSpace): Float64Array {
  for (let i = 0; i < plans.length; i++) {
    const a = i % size;
    plans[i] = Math.min(Math.max(plans[i], low[a]), high[a]);
  }
  return plans;
}

function wrong(found: string, expected: string): never {
  throw new InputError(`Cannot plan: ${found}, expected ${expected}`);
}

function checkCount(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) wrong(`the ${name} is ${value}`, "a whole number of at least 1");
}

/**
 * What every planner checks first: whole sizes, one stream for each problem, bounds that enclose something, a
 * warm start of the right length without NaN.
 *
 * @throws {InputError} naming the first thing that is wrong.
 */
export function checkRequest({ batch, horizon, space, warm, rngs, iterations }: PlanRequest): void {
  checkCount("batch", batch);
  checkCount("horizon", horizon);
  checkCount("width of an action", space.size);
  if (iterations !== undefined) checkCount("number of iterations", iterations);
  if (rngs.length !== batch) {
    wrong(`there are ${rngs.length} random streams`, `one for each of ${batch} problems`);
  }
  if (space.low.length !== space.size || space.high.length !== space.size) {
    wrong(
      `there are ${space.low.length} lower and ${space.high.length} upper bounds`,
      `${space.size} of each`,
    );
  }
  space.low.forEach((low, a) => {
    if (!(low <= space.high[a])) wrong(`dimension ${a} ranges from ${low} to ${space.high[a]}`, "low ≤ high");
  });
  if (!warm) return;
  const length = batch * horizon * space.size;
  if (warm.length !== length) wrong(`the warm start has ${warm.length} values`, `${length}`);
  if (warm.some(Number.isNaN)) wrong("the warm start holds NaN", "numbers");
}

/** Where a search starts: a copy of the warm start `[B, H, A]`, or zeros; within bounds either way. */
export function startingPlans({ batch, horizon, space, warm }: PlanRequest): Float64Array {
  const start = warm?.slice() ?? new Float64Array(batch * horizon * space.size);
  return clampPlans(start, space);
}
