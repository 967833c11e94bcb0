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
export * from "../media/frame_bank.ts";
export * from "../stats/latent_health.ts";
export * from "../stats/sampling.ts";
export * from "../media/curve.ts";
export * from "../media/label.ts";
export * from "./encode_stored.ts";
export * from "./protocol.ts";
export * from "./imagined.ts";
export * from "./oracle.ts";
export * from "../stats/percentile.ts";
export * from "../media/picture.ts";
export * from "./latency.ts";
export * from "./trials.ts";
export * from "../stats/spearman.ts";
export * from "../stats/straightness.ts";
export * from "../media/trial_film.ts";
export * from "../stats/wilson.ts";
