import type { PlanRequest } from "../types.ts";
import { clampPlans } from "./clamp_plans.ts";

/** Where a search starts: a copy of the warm start `[B, H, A]`, or zeros; within bounds either way. */
export function startingPlans({ batch, horizon, space, warm }: PlanRequest): Float64Array {
  const start = warm?.slice() ?? new Float64Array(batch * horizon * space.size);
  return clampPlans(start, space);
}
