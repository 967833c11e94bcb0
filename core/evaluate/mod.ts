/**
 * Measuring: which starts and goals, how a policy does on them, what a rate means, and how healthy latents are.
 *
 * @example
 * ```ts
 * import { effectiveRank, wilson } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * assert.ok(wilson(48, 50).low < 0.9); // 96 % of 50 is not yet 90 % for sure
 * assert.equal(effectiveRank(new Float32Array(8), 2), 1); // collapsed
 * ```
 *
 * @module
 */
export * from "./album.ts";
export * from "./collapse.ts";
export * from "./digest.ts";
export * from "./draw_curve.ts";
export * from "./draw_label.ts";
export * from "./eigenvalues.ts";
export * from "./encode_stored.ts";
export * from "./held_out_lengths.ts";
export * from "./imagine_trial.ts";
export * from "./oracle_outcomes.ts";
export * from "./percentile.ts";
export * from "./picture.ts";
export * from "./plan_latency.ts";
export * from "./protocol.ts";
export * from "./random_policy.ts";
export * from "./record_plans.ts";
export * from "./run_trials.ts";
export * from "./shuffled.ts";
export * from "./spearman.ts";
export * from "./squared_distance.ts";
export * from "./straightness.ts";
export * from "./trial_film.ts";
export * from "./wilson.ts";
