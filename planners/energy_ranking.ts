import { checkRequest, component, integer, lowest, scoreChecked } from "../core/mod.ts";
import type { Component, PlanRequest, PlanResult, PlanSpace } from "../core/mod.ts";
import { drawPlan } from "./draw_plan.ts";
import { warmPlan } from "./warm_plan.ts";

/** How many plans of choices there are; Infinity for a box. */
function countPlans({ size, choices }: PlanSpace, horizon: number): number {
  return choices === undefined ? Infinity : choices ** (horizon * size / choices);
}

/** Writes the one-hot plan whose choices are the digits of `index`, the last one changing fastest. */
function writePlan(plan: Float64Array, choices: number, index: number): void {
  let rest = index;
  for (let at = plan.length - choices; at >= 0; at -= choices) {
    plan[at + rest % choices] = 1;
    rest = Math.floor(rest / choices);
  }
}

/** Candidates `[B, N, H, A]`: all plans where they are at most `limit`, else as many drawn ones. */
function candidatesOf(
  request: PlanRequest,
  limit: number,
): { readonly plans: Float64Array; readonly N: number } {
  const { batch, horizon, space, rngs, warm } = request;
  const length = horizon * space.size;
  const all = countPlans(space, horizon);
  const N = Math.min(all, limit);
  const plans = new Float64Array(batch * N * length);
  for (let b = 0; b < batch; b++) {
    for (let n = 0; n < N; n++) {
      const plan = plans.subarray((b * N + n) * length, (b * N + n + 1) * length);
      if (all <= limit && space.choices !== undefined) writePlan(plan, space.choices, n);
      else drawPlan(plan, space, rngs[b]);
    }
    const own = warm && warmPlan(warm.subarray(b * length, (b + 1) * length), space);
    if (all > limit && own) plans.set(own, b * N * length);
  }
  return { plans, N };
}

async function rank(request: PlanRequest, limit: number): Promise<PlanResult> {
  checkRequest(request);
  const { batch, horizon, space } = request;
  const length = horizon * space.size;
  const { plans, N } = candidatesOf(request, limit);
  const costs = await scoreChecked(request, plans, N);
  const plan = new Float64Array(batch * length);
  const elites = new Int32Array(batch);
  for (let b = 0; b < batch; b++) {
    const [best] = lowest(costs.subarray(b * N, (b + 1) * N), 1);
    elites[b] = best;
    plan.set(plans.subarray((b * N + best) * length, (b * N + best + 1) * length), b * length);
  }
  const cost = Float64Array.from(elites, (best, b) => costs[b * N + best]);
  return { plan, cost, trace: [{ mean: plan, best: cost, eliteCosts: cost, elites }] };
}

/**
 * Ranks candidates by their energy, which is their cost, and takes the lowest: one round, nothing is refined. Where
 * actions are choices, candidates are whole one-hot plans, so that a model sees nothing that it was not trained on;
 * all of them are ranked where there are at most `candidates` (n choices over H actions make n^H plans), else as many
 * drawn ones, of which the first is the warm start. In a box this is {@linkcode randomShooting} in one round.
 *
 * @example
 * ```ts
 * import { planSpace, seededRng } from "@orrery/orrery/core";
 * import { energyRanking } from "@orrery/orrery/planners";
 * import assert from "node:assert/strict";
 *
 * const { plan, cost } = await energyRanking.make({}, {}).plan({
 *   batch: 1,
 *   horizon: 1,
 *   space: planSpace({ kind: "discrete", n: 3 }, 1),
 *   score: (_plans, candidates) => Promise.resolve(Float64Array.of(5, 2, 7).subarray(0, candidates)),
 *   rngs: [seededRng(0)],
 * });
 * assert.deepEqual([[...plan], [...cost]], [[0, 1, 0], [2]]);
 * ```
 */
export const energyRanking: Component<"planner"> = component("planner", {
  description: "Ranks all plans of choices, or drawn ones, by their cost and takes the lowest",
  options: {
    candidates: integer({ default: 1024, min: 1, description: "most plans that are ranked" }),
  },
  make: ({ candidates }) => ({ plan: (request) => rank(request, candidates) }),
});
