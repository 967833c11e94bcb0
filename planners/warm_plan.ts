import { clampPlans } from "../core/mod.ts";
import type { PlanSpace } from "../core/mod.ts";

/**
 * The warm start of one problem as a candidate: within bounds; of choices the one with the largest entry, the first
 * of equal ones.
 *
 * @returns A plan of its own; undefined where the warm start is all zeros, which stand for a problem without one.
 */
export function warmPlan(warm: Float64Array, space: PlanSpace): Float64Array | undefined {
  const { choices } = space;
  if (warm.every((value) => value === 0)) return undefined;
  if (choices === undefined) return clampPlans(warm.slice(), space);
  const plan = new Float64Array(warm.length);
  for (let at = 0; at < warm.length; at += choices) {
    const block = warm.subarray(at, at + choices);
    plan[at + block.indexOf(Math.max(...block))] = 1;
  }
  return plan;
}
