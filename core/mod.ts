/**
 * The framework without any component: contracts, registry, task files, engine border, training, planning,
 * evaluation. Pure: no file, no process, nothing of Deno; it runs in a browser as it is.
 *
 * @example
 * ```ts
 * import { Registry, seededRng } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(new Registry([]).names("env"), []);
 * assert.equal(seededRng(1).integer(1), 0);
 * ```
 *
 * @module
 */
export * from "./types.ts";
export * from "./errors.ts";
export * from "./nearest.ts";
export * from "./rng.ts";
export * from "./option.ts";
export * from "./component.ts";
export * from "./registry.ts";
export * from "./env/trigonometry.ts";
export * from "./env/checks.ts";
export * from "./env/goals.ts";
export * from "./env/factors.ts";
export * from "./env/env_batch.ts";
export * from "./env/wrap.ts";
export * from "./engine/mod.ts";
export * from "./build.ts";
export * from "./safetensors.ts";
export * from "./upload_observations.ts";
export * from "./world_model.ts";
export * from "./plan/mod.ts";
export * from "./evaluate/mod.ts";
export * from "./task/task.ts";
export * from "./task/resolve.ts";
export * from "./task/hash.ts";
export * from "./task/json_schema.ts";
export * from "./actions.ts";
export * from "./rollout.ts";
export * from "./data/mod.ts";
export { type HeldOutDiagnostics, type MetricsRow } from "./train/metrics.ts";
export * from "./train/context.ts";
export * from "./train/stage.ts";
