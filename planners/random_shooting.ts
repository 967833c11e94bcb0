import { checkRequest, component, integer, lowest, number, scoreChecked } from "../core/mod.ts";
import type { Component, PlanIteration, PlanRequest, PlanResult } from "../core/mod.ts";
import { drawPlan } from "./draw_plan.ts";
import { warmPlan } from "./warm_plan.ts";

/** How random shooting searches; the options of the component. */
interface Settings {
  readonly samples: number;
  readonly iterations: number;
  readonly initialStd: number;
}

/** Candidates `[B, N, H, A]`; the warm start is the first one of a problem's first round. */
function draw(
  { batch, horizon, space, rngs, warm }: PlanRequest,
  { samples: N, initialStd }: Settings,
  round: number,
): Float64Array {
  const L = horizon * space.size;
  const plans = new Float64Array(batch * N * L);
  for (let b = 0; b < batch; b++) {
    for (let n = 0; n < N; n++) {
      drawPlan(plans.subarray((b * N + n) * L, (b * N + n + 1) * L), space, rngs[b], initialStd);
    }
    const own = warm && warmPlan(warm.subarray(b * L, (b + 1) * L), space);
    if (round === 0 && own) plans.set(own, b * N * L);
  }
  return plans;
}

async function shoot(request: PlanRequest, settings: Settings): Promise<PlanResult> {
  checkRequest(request);
  const { batch: B, horizon, space } = request;
  const { samples: N } = settings;
  const L = horizon * space.size;
  const trace: PlanIteration[] = [];
  const best = { plan: new Float64Array(B * L), cost: new Float64Array(B).fill(Infinity), trace };
  for (let round = 0; round < (request.iterations ?? settings.iterations); round++) {
    const plans = draw(request, settings, round);
    const costs = await scoreChecked(request, plans, N);
    const elites = Int32Array.from({ length: B }, (_, b) => lowest(costs.subarray(b * N, (b + 1) * N), 1)[0]);
    const found = Float64Array.from(elites, (n, b) => costs[b * N + n]);
    found.forEach((cost, b) => {
      if (round > 0 && cost >= best.cost[b]) return;
      best.cost[b] = cost;
      best.plan.set(plans.subarray((b * N + elites[b]) * L, (b * N + elites[b] + 1) * L), b * L);
    });
    trace.push({ mean: best.plan.slice(), best: found, eliteCosts: found, elites });
  }
  return best;
}

/**
 * Random shooting: draw plans, take the cheapest; nothing is learned from one round to the next (Rao, 2009). It is
 * what a planner that refines must beat with as many candidates: by default it draws as many as {@linkcode cem} does
 * in its ten iterations, in rounds of the same size.
 *
 * Numbers are drawn evenly between the bounds, or around zero with a spread of `initialStd`; choices are whole, as in
 * {@linkcode energyRanking}. The warm start is one of the candidates.
 *
 * @example
 * ```ts
 * import { seededRng } from "@orrery/orrery/core";
 * import { randomShooting } from "@orrery/orrery/planners";
 * import assert from "node:assert/strict";
 *
 * const { plan } = await randomShooting.make({}, {}).plan({
 *   batch: 1,
 *   horizon: 1,
 *   space: { size: 1, low: [-1], high: [1] },
 *   score: (plans) => Promise.resolve(plans.map((action) => (action - 0.25) ** 2)),
 *   rngs: [seededRng(0)],
 * });
 * assert.ok(Math.abs(plan[0] - 0.25) < 0.01);
 * ```
 */
export const randomShooting: Component<"planner"> = component("planner", {
  description: "Random shooting: draws plans and takes the cheapest, refining nothing",
  options: {
    samples: integer({ default: 300, min: 1, description: "candidates a round" }),
    iterations: integer({ default: 10, min: 1, description: "rounds of candidates" }),
    initialStd: number({
      default: 0,
      min: 0,
      description: "spread of candidates around zero, normalised actions; 0 for evenly between the bounds",
    }),
  },
  make: (settings) => ({ plan: (request) => shoot(request, settings) }),
});
