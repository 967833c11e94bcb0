import { boolean, choice, type Component, component, integer, number } from "../core/mod.ts";
import { type CemNoise, checkElites } from "./cem_plan.ts";
import { mppiPlan } from "./mppi_plan.ts";

/**
 * Model-predictive path integral control, MPPI (Williams et al., 2017, ICRA): draw plans from a normal distribution,
 * weigh them by the softmax of minus their costs, move the distribution to the weighted mean, repeat. Where
 * {@linkcode cem} counts its elites alike and forgets the rest, here every candidate counts by how cheap it is.
 *
 * Weights depend on the size of costs, which differs from model to model: by default the temperature is a part of
 * the standard deviation of the costs that are weighed. With `unit: "cost"`, `spread: "fixed"` and a temperature of
 * 0.5 it is the solver of stable-worldmodel; with `spread: "weighted"` and some elites the planner of TD-MPC and
 * eb_jepa.
 *
 * Bounds, batches and streams are as with `cem`.
 *
 * @example
 * ```ts
 * import { seededRng } from "@orrery/orrery/core";
 * import { mppi } from "@orrery/orrery/planners";
 * import assert from "node:assert/strict";
 *
 * const { plan } = await mppi.make({ samples: 200 }, {}).plan({
 *   batch: 1,
 *   horizon: 1,
 *   space: { size: 1, low: [-1], high: [1] },
 *   score: (plans) => Promise.resolve(plans.map((action) => (action - 0.25) ** 2)),
 *   rngs: [seededRng(0)],
 * });
 * assert.ok(Math.abs(plan[0] - 0.25) < 0.05);
 * ```
 */
export const mppi: Component<"planner"> = component("planner", {
  description: "MPPI: candidates weighed by the softmax of their costs move a normal distribution",
  options: {
    samples: integer({ default: 300, min: 1, description: "candidates an iteration" }),
    elites: integer({ default: 0, min: 0, description: "cheapest candidates that are weighed, 0 for all" }),
    iterations: integer({ default: 10, min: 1, description: "refinements of a plan" }),
    temperature: number({
      default: 0.1,
      min: 1e-9,
      description: "a cost higher by this much weighs 1/e as much, in the unit of `unit`",
    }),
    unit: choice(["deviation", "cost"], {
      default: "deviation",
      description: "whether the temperature is a part of the costs' standard deviation, or a cost",
    }),
    spread: choice(["weighted", "fixed"], {
      default: "weighted",
      description: "whether the spread becomes that of the weighed candidates, or stays",
    }),
    initialStd: number({
      default: 1,
      min: 0,
      description: "spread of the first candidates, normalised actions",
    }),
    minStd: number({ default: 0.05, min: 0, description: "floor of a weighted spread, normalised actions" }),
    meanAsSample: boolean({ default: true, description: "whether candidate 0 is the mean itself" }),
    returns: choice(["mean", "best"], {
      default: "mean",
      description: "the final mean, or the cheapest candidate of all iterations",
    }),
  },
  make: (settings) => {
    checkElites("mppi", { ...settings, eliteStd: "population" });
    return {
      plan: (request) => {
        const length = request.horizon * request.space.size;
        const noise: CemNoise = (_, problem, N) => request.rngs[problem].normals(N * length);
        return mppiPlan(request, settings, noise);
      },
    };
  },
});
