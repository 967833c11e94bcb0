import type { PlanSpace } from "../types.ts";

/** Brings plans `[…, A]` into the bounds of their space, in place, and gives them back. */
export function clampPlans(plans: Float64Array, { size, low, high }: PlanSpace): Float64Array {
  for (let i = 0; i < plans.length; i++) {
    const a = i % size;
    plans[i] = Math.min(Math.max(plans[i], low[a]), high[a]);
  }
  return plans;
}
