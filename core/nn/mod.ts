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
export * from "./activations.ts";
export * from "./optim.ts";
export * from "./attention.ts";
export * from "./norm.ts";
export * from "./adaln.ts";
export * from "./conv2d.ts";
export * from "./linear.ts";
export * from "./dropout.ts";
export * from "./transformer.ts";
export * from "./layer.ts";
export { normalVariable, uniformVariable } from "./init.ts";
export * from "./custom_gradient.ts";
export * from "./spatial_softmax.ts";
