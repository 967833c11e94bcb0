/**
 * Planning: from imagined futures to costs, and from plans to actions. A planner searches, a score imagines and
 * compares, and a policy executes the first blocks and plans again.
 *
 * @example
 * ```ts
 * import { clampPlans, lowest } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const space = { size: 1, low: [-1], high: [1] };
 * const plans = clampPlans(Float64Array.of(-3, 0.5, 2), space);
 * const costs = plans.map((action) => (action - 1) ** 2);
 * assert.deepEqual([...lowest(costs, 2)], [2, 1]);
 * ```
 *
 * @module
 */
export * from "./planner_toolkit.ts";
export * from "./encode.ts";
export * from "./latent_score.ts";
export * from "./mpc.ts";
export * from "./oracle.ts";
export * from "./planned_episode.ts";
export * from "./receding_horizon.ts";
export * from "./rehearse_plan.ts";
