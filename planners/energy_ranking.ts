import { checkRequest, clampPlans, component, integer, lowest, scoreChecked } from "../core/mod.ts";
import type { Component, PlanRequest, PlanResult, PlanSpace, Rng } from "../core/mod.ts";

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

/** A number between bounds: uniform where there are both, standard normal elsewhere. */
function drawNumber(rng: Rng, low: number, high: number): number {
  return Number.isFinite(low) && Number.isFinite(high) ? rng.uniform(low, high) : rng.normal();
}

/** Draws a plan: choices with equal odds, numbers of a box within its bounds. */
function drawPlan(plan: Float64Array, space: PlanSpace, rng: Rng): void {
  const { size, low, high, choices } = space;
  if (choices === undefined) {
    for (let i = 0; i < plan.length; i++) plan[i] = drawNumber(rng, low[i % size], high[i % size]);
    clampPlans(plan, space);
    return;
  }
  for (let at = 0; at < plan.length; at += choices) plan[at + rng.integer(choices)] = 1;
}

/** The warm start as a candidate: of choices the largest entry, the first of equal ones. */
function warmPlan(warm: Float64Array, space: PlanSpace): Float64Array {
  const { choices } = space;
  if (choices === undefined) return clampPlans(warm.slice(), space);
  const plan = new Float64Array(warm.length);
  for (let at = 0; at < warm.length; at += choices) {
    const block = warm.subarray(at, at + choices);
    plan[at + block.indexOf(Math.max(...block))] = 1;
  }
  return plan;
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
    const own = warm?.subarray(b * length, (b + 1) * length);
    // Zeros stand for a problem without a warm start, whose candidates are all drawn.
    if (all > limit && own?.some((value) => value !== 0)) plans.set(warmPlan(own, space), b * N * length);
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
 * drawn ones, of which the first is the warm start. In a box this is random shooting.
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
