/**
 * A planner in one file: a random search around the best plan so far, ever closer. Change how it searches.
 *
 * @module
 */
import {
  checkRequest,
  clampPlans,
  component,
  integer,
  lowest,
  scoreChecked,
  startingPlans,
} from "@orrery/orrery/core";
import type { Component, PlanIteration, PlanRequest, Plugin } from "@orrery/orrery/core";

/** Candidates `[B, N, H, A]` around the best plans; candidate 0 is the best plan itself. */
function around(best: Float64Array, spread: number, N: number, request: PlanRequest): Float64Array {
  const length = request.horizon * request.space.size;
  const plans = new Float64Array(request.batch * N * length);
  request.rngs.forEach((rng, b) => {
    const noise = rng.normals(N * length); // each problem draws from its own stream
    for (let i = 0; i < N * length; i++) {
      plans[b * N * length + i] = best[b * length + i % length] + (i < length ? 0 : spread * noise[i]);
    }
  });
  return clampPlans(plans, request.space);
}

/** The planner as a component, with its options. */
export const planner: Component<"planner"> = component("planner", {
  description: "Random search around the best plan so far, ever closer",
  options: {
    samples: integer({ default: 128, min: 2, description: "candidates of one iteration" }),
    iterations: integer({ default: 4, min: 1, description: "refinements of a plan" }),
  },
  make: ({ samples, iterations }) => ({
    plan: async (request) => {
      checkRequest(request);
      const { batch, horizon, space: { size } } = request;
      const length = horizon * size;
      const trace: PlanIteration[] = [];
      let best = startingPlans(request); // the warm start, or zeros
      let cost = new Float64Array(batch);
      for (let round = 0; round < (request.iterations ?? iterations); round++) {
        const plans = around(best, 0.5 ** round, samples, request);
        const costs = await scoreChecked(request, plans, samples);
        [best, cost] = [new Float64Array(batch * length), new Float64Array(batch)];
        for (let b = 0; b < batch; b++) {
          const winner = b * samples + lowest(costs.subarray(b * samples, (b + 1) * samples), 1)[0];
          best.set(plans.subarray(winner * length, (winner + 1) * length), b * length);
          cost[b] = costs[winner];
        }
        trace.push({ mean: best, best: cost });
      }
      return { plan: best, cost, trace };
    },
  }),
});

const plugin: Plugin = { name: "my-planner", planner: { "my-planner": planner } };
export default plugin;
