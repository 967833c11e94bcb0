/**
 * Planners, and the costs that they make small. A planner searches over sequences of normalised action blocks
 * and knows nothing of models or worlds; a cost maps imagined latents and a goal to one number a candidate.
 *
 * @example
 * ```ts
 * import { Registry } from "@orrery/orrery/core";
 * import { cem, goalDistance } from "@orrery/orrery/planners";
 * import assert from "node:assert/strict";
 *
 * const registry = new Registry([{ name: "mine", planner: { cem }, cost: { "goal-distance": goalDistance } }]);
 * const planner = registry.make("planner", { use: "cem", with: { samples: 64, elites: 8 } }, {});
 * assert.equal(typeof planner.plan, "function");
 * ```
 *
 * @module
 */
export * from "./cem.ts";
export * from "./energy_ranking.ts";
export * from "./goal_distance.ts";
export * from "./icem.ts";
export * from "./mppi.ts";
export * from "./random_shooting.ts";
