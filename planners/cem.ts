import { boolean, choice, type Component, component, integer, number } from "../core/mod.ts";
import { type CemNoise, cemPlan, checkElites } from "./cem_plan.ts";

/**
 * The cross-entropy method: draw plans from a normal distribution, keep the cheapest, fit the distribution to
 * them, repeat (Rubinstein, 1999; as a planner: Chua et al., 2018, arXiv 1805.12114).
 *
 * Candidates are clamped to the bounds of the action space, and so is the mean, so that nothing is ever scored
 * or returned that cannot be done. Each problem of a batch draws from its own stream: its plan does not depend
 * on the others. Costs and statistics are float64.
 *
 * @example
 * ```ts
 * import { seededRng } from "@orrery/orrery/core";
 * import { cem } from "@orrery/orrery/planners";
 * import assert from "node:assert/strict";
 *
 * const planner = cem.make({ samples: 100, elites: 10, minStd: 0.01 }, {});
 * const { plan } = await planner.plan({
 *   batch: 1,
 *   horizon: 1,
 *   space: { size: 1, low: [-1], high: [1] },
 *   score: (plans) => Promise.resolve(plans.map((action) => (action - 0.25) ** 2)),
 *   rngs: [seededRng(0)],
 * });
 * assert.ok(Math.abs(plan[0] - 0.25) < 0.01);
 * ```
 */
export const cem: Component<"planner"> = component("planner", {
  description: "Cross-entropy method: refit a normal distribution to the cheapest candidates",
  options: {
    samples: integer({ default: 300, min: 1, description: "candidates an iteration" }),
    elites: integer({ default: 30, min: 1, description: "candidates that shape the next iteration" }),
    iterations: integer({ default: 10, min: 1, description: "refinements of a plan" }),
    initialStd: number({
      default: 1,
      min: 0,
      description: "spread of the first candidates, normalised actions",
    }),
    minStd: number({ default: 0.05, min: 0, description: "floor of the spread, normalised actions" }),
    eliteStd: choice(["population", "unbiased"], {
      default: "population",
      description: "whether the elites' spread divides by their number or by one less",
    }),
    meanAsSample: boolean({ default: true, description: "whether candidate 0 is the mean itself" }),
    maxNorm: number({ default: 0, min: 0, description: "largest length of one action block, 0 for any" }),
    momentum: number({
      default: 0,
      min: 0,
      max: 1,
      description: "share of the old mean and spread that an update keeps",
    }),
    returns: choice(["mean", "best"], {
      default: "mean",
      description: "the final mean, or the cheapest candidate of all iterations",
    }),
  },
  make: (settings) => {
    checkElites("cem", settings);
    return {
      plan: (request) => {
        const length = request.horizon * request.space.size;
        const noise: CemNoise = (_, problem, N) => request.rngs[problem].normals(N * length);
        return cemPlan(request, settings, noise);
      },
    };
  },
});
