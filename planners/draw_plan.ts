import { clampPlans } from "../core/mod.ts";
import type { PlanSpace, Rng } from "../core/mod.ts";

/** A number between bounds: uniform where there are both, standard normal elsewhere. */
function drawNumber(rng: Rng, low: number, high: number): number {
  return Number.isFinite(low) && Number.isFinite(high) ? rng.uniform(low, high) : rng.normal();
}

/**
 * Draws a plan `[H, A]`, in place: choices with equal odds; numbers of a box within its bounds, evenly, or around
 * zero where a spread is given.
 *
 * @param plan Zeros.
 * @param std Spread around zero; 0 for evenly.
 */
export function drawPlan(plan: Float64Array, space: PlanSpace, rng: Rng, std: number = 0): void {
  const { size, low, high, choices } = space;
  if (choices !== undefined) {
    for (let at = 0; at < plan.length; at += choices) plan[at + rng.integer(choices)] = 1;
    return;
  }
  for (let i = 0; i < plan.length; i++) {
    plan[i] = std > 0 ? std * rng.normal() : drawNumber(rng, low[i % size], high[i % size]);
  }
  clampPlans(plan, space);
}
