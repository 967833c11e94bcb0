/**
 * Evaluations: what a trained model is measured by. Each gives numbers for the report and, where there is
 * something to see, films.
 *
 * @example
 * ```ts
 * import { Registry } from "@orrery/orrery/core";
 * import { success } from "@orrery/orrery/evaluations";
 * import assert from "node:assert/strict";
 *
 * const registry = new Registry([{ name: "mine", evaluation: { success } }]);
 * const evaluation = registry.make("evaluation", { use: "success", with: { episodes: 50 } }, {});
 * assert.equal(typeof evaluation.evaluate, "function");
 * ```
 *
 * @module
 */
export * from "./cost_fidelity.ts";
export * from "./nearest_neighbours.ts";
export * from "./retrieval.ts";
export * from "./success.ts";
export * from "./surprise.ts";
