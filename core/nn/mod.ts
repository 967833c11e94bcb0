/**
 * What models are built from: layers (a function that makes the weights and gives back a pure `apply`),
 * activations, the optimiser and its schedules. Weights live in flat records by name, and the name is the key
 * in checkpoint and optimiser.
 *
 * @example
 * ```ts
 * import { dense, join, type Layer } from "@orrery/orrery/nn";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose, ones, tidy } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const rng = seededRng(0);
 * const hidden = dense({ input: 3, output: 16, activation: "gelu" }, rng.fork("hidden"));
 * const output = dense({ input: 16, output: 1 }, rng.fork("output"));
 * const mlp: Layer = {
 *   ...join({ hidden, output }),
 *   apply: (x, mode) => tidy(() => output.apply(hidden.apply(x, mode), mode)),
 * };
 * const y = mlp.apply(ones([8, 3]), "infer");
 * assert.deepEqual(y.shape, [8, 1]);
 * dispose([y, mlp.params]);
 * ```
 *
 * @module
 */
export * from "./activate.ts";
export * from "./activation.ts";
export * from "./adam_w.ts";
export * from "./add_bias.ts";
export * from "./attend.ts";
export * from "./attention.ts";
export * from "./batch_norm.ts";
export * from "./clip_factor.ts";
export * from "./conditional_block.ts";
export * from "./conv2d.ts";
export * from "./dense.ts";
export * from "./drop_mask.ts";
export * from "./dropout.ts";
export * from "./feed_forward.ts";
export * from "./gelu.ts";
export * from "./layer.ts";
export * from "./layer_norm.ts";
export * from "./mlp_projector.ts";
export * from "./modulate.ts";
export * from "./normal_variable.ts";
export * from "./scale_shift.ts";
export * from "./schedules.ts";
export * from "./silu.ts";
export * from "./sine_positions.ts";
export * from "./sum_rows.ts";
export * from "./transformer_block.ts";
export * from "./uniform_variable.ts";
export * from "./with_gradient.ts";
export * from "./keypoints.ts";
