import { choice, type Component, component, integer, number } from "../core/mod.ts";
import { type CemNoise, cemPlan, checkElites } from "./cem_plan.ts";
import { colouredNoise } from "./coloured_noise.ts";

/**
 * The improved cross-entropy method, iCEM (Pinneri et al., 2020, arXiv 2008.06389): {@linkcode cem} with noise that
 * changes slowly over the horizon, the best elites kept as candidates of the next iteration, and fewer candidates
 * from iteration to iteration. Slow noise reaches further with the same spread, which is what makes it find more
 * with fewer candidates.
 *
 * The defaults are those of stable-worldmodel, but for the decay, which is the paper's; `decay: 1` turns it off.
 * What the paper shifts from one plan to the next, the elites, is here the warm start that model-predictive control
 * gives: the last plan without its executed blocks, which candidate 0 and the first mean take over.
 *
 * Bounds, batches and streams are as with `cem`.
 *
 * @example
 * ```ts
 * import { seededRng } from "@orrery/orrery/core";
 * import { icem } from "@orrery/orrery/planners";
 * import assert from "node:assert/strict";
 *
 * const planner = icem.make({ samples: 100, elites: 10, minStd: 0.01 }, {});
 * const { plan } = await planner.plan({
 *   batch: 1,
 *   horizon: 2,
 *   space: { size: 1, low: [-1], high: [1] },
 *   score: (plans, candidates) =>
 *     Promise.resolve(
 *       Float64Array.from({ length: candidates }, (_, n) => (plans[2 * n] + plans[2 * n + 1] - 1) ** 2),
 *     ),
 *   rngs: [seededRng(0)],
 * });
 * assert.ok(Math.abs(plan[0] + plan[1] - 1) < 0.05);
 * ```
 */
export const icem: Component<"planner"> = component("planner", {
  description: "iCEM: cross-entropy method with coloured noise, kept elites and a shrinking population",
  options: {
    samples: integer({ default: 300, min: 1, description: "candidates of the first iteration" }),
    elites: integer({ default: 30, min: 2, description: "candidates that shape the next iteration" }),
    iterations: integer({ default: 10, min: 1, description: "refinements of a plan" }),
    decay: number({
      default: 1.25,
      min: 1,
      description:
        "divides the number of candidates from one iteration to the next, down to twice the elites",
    }),
    keepElites: integer({
      default: 5,
      min: 0,
      description: "elites that are candidates of the next iteration again",
    }),
    noiseBeta: number({
      default: 2,
      min: 0,
      description: "colour of the noise over the horizon: 0 white, 1 pink, 2 red",
    }),
    initialStd: number({
      default: 1,
      min: 0,
      description: "spread of the first candidates, normalised actions",
    }),
    minStd: number({ default: 0.05, min: 0, description: "floor of the spread, normalised actions" }),
    alpha: number({
      default: 0.1,
      min: 0,
      max: 1,
      description: "share of the old mean and spread that an update keeps",
    }),
    returns: choice(["mean", "best"], {
      default: "mean",
      description: "the final mean, or the cheapest candidate of all iterations",
    }),
  },
  make: ({ keepElites: keep, alpha: momentum, noiseBeta, ...rest }) => {
    const settings = {
      ...rest,
      keep,
      momentum,
      eliteStd: "unbiased",
      meanAsSample: true,
      maxNorm: 0,
    } as const;
    checkElites("icem", settings);
    return {
      plan: (request) => {
        const { horizon, space: { size }, rngs } = request;
        const noise: CemNoise = (_, problem, N) =>
          colouredNoise(rngs[problem].normals(N * size * horizon), horizon, size, noiseBeta);
        return cemPlan(request, settings, noise);
      },
    };
  },
});
