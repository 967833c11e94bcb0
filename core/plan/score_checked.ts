import { InputError } from "../errors.ts";
import type { PlanRequest } from "../types.ts";

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
