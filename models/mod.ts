/**
 * The built-in models: encoders (observations to latents), predictors (latents and actions to the next
 * latents), objectives (terms of the loss) and views (random changes of the observations). Each is a component with
 * declared options.
 *
 * @example
 * ```ts
 * import { conv, residualMlp } from "@orrery/orrery/models";
 * import { createWorldModel, seededRng } from "@orrery/orrery/core";
 * import { dispose, zeros } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const rng = seededRng(0);
 * const observations = { pixels: { shape: [16, 16, 3], dtype: "uint8" as const } };
 * const encoder = conv.make({ widths: [4, 8], dim: 6 }, { observations, rng: rng.fork("encoder") });
 * const given = { tokens: encoder.tokens, dim: encoder.dim, action: 2, rng: rng.fork("predictor") };
 * const world = createWorldModel(encoder, residualMlp.make({ hidden: 8 }, given));
 * const start = world.encode({ pixels: zeros([1, 1, 16, 16, 3]) }); // [B, T, P, D]
 * const futures = world.imagine(start, zeros([1, 5, 3, 2])); // [B, N, H, P, D]
 * assert.deepEqual(futures.shape, [1, 5, 3, 1, 6]);
 * dispose([start, futures, encoder.params, encoder.buffers, world.predictor.params]);
 * ```
 *
 * @module
 */
export * from "./encoders/conv.ts";
export * from "./encoders/patch_transformer.ts";
export * from "./encoders/vit.ts";
export { adalnTransformer } from "./predictors/adaln_transformer.ts";
export * from "./predictors/masked_transformer.ts";
export * from "./predictors/residual_mlp.ts";
export * from "./lewm_weights.ts";
export * from "./objectives/masked_prediction.ts";
export * from "./objectives/prediction.ts";
export * from "./objectives/sigreg.ts";
export * from "./objectives/sliced_epps_pulley.ts";
export * from "./objectives/vicreg.ts";
export * from "./views/random_crop.ts";
