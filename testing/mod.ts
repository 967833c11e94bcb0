/**
 * Conformance suites: what the built-in components pass, and what an author runs on an own one. Each throws one
 * sentence that says what is wrong.
 *
 * @example
 * ```ts
 * import { twoRoom } from "@orrery/orrery/envs";
 * import { checkEnv } from "@orrery/orrery/testing";
 *
 * checkEnv(() => twoRoom.make({}, {}));
 * ```
 *
 * @module
 */
export * from "./cost.ts";
export * from "./dataset.ts";
export * from "./encoder.ts";
export * from "./env.ts";
export * from "./evaluation.ts";
export * from "./examine_plugin.ts";
export * from "./no_leaks.ts";
export * from "./objective.ts";
export * from "./planner.ts";
export * from "./policy.ts";
export * from "./predictor.ts";
export * from "./view.ts";
export * from "./wrapper.ts";
