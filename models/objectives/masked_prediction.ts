import { add, div, gather, mean, type Scalar, tensor1d, tidy } from "@tensorflow/tfjs-core";
import { component } from "../../core/component.ts";
import { InputError } from "../../core/errors.ts";
import { layerNorm } from "../../core/nn/norm.ts";
import { choice, integer, number } from "../../core/option.ts";
import type { Component, Given } from "../../core/types.ts";
import { distances } from "./distances.ts";
import { drawMask } from "./draw_mask.ts";

/** The grid that a frame's tokens lie on, as the encoder says. */
function gridOf({ tokens, grid }: Given<"objective">): { readonly rows: number; readonly columns: number } {
  if (tokens < 2) {
    throw new InputError(`Cannot mask tokens: a frame has ${tokens} of them, expected at least 2`);
  }
  if (!grid) {
    throw new InputError(
      'Cannot mask tokens: the encoder says no grid that they lie on, expected one that does, such as "patch-transformer"',
    );
  }
  const [rows, columns] = grid;
  if (rows * columns === tokens) return { rows, columns };
  throw new InputError(
    `Cannot mask tokens: a frame has ${tokens} of them, expected ${rows} rows of ${columns}, as the encoder says`,
  );
}

/**
 * Masked learning as in I-JEPA (Assran et al., 2023): blocks of tokens are drawn, the encoder sees the tokens outside
 * all of them, the predictor fills in each block by itself, and each guess is compared with the stage's target
 * of the whole frame, normalised token by token. The mean over the blocks is the loss. The stage's `target` should be
 * `{"ema": …}`: towards the online latents everything may collapse.
 *
 * Simpler than published: all frames of a step have the same blocks, where I-JEPA draws some for each image; each
 * block draws its own size, where there one size holds for a step; and the encoder sees all tokens outside the blocks,
 * where there it sees those within one more block, of 0.85 to 1 of the image.
 *
 * @throws {InputError} for a single token a frame, or an encoder that does not say what grid its tokens lie on.
 *
 * @example
 * ```ts
 * import { maskedPrediction } from "@orrery/orrery/models";
 * import { seededRng } from "@orrery/orrery/core";
 * import { gather, ones, tensor, zeros } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const rng = seededRng(0);
 * const objective = maskedPrediction.make({ distance: "mse" }, {
 *   tokens: 4,
 *   grid: [2, 2],
 *   dim: 2,
 *   action: 0,
 *   rng,
 * });
 * const latents = tensor([-1, 1, -1, 1, -1, 1, -1, 1], [1, 1, 4, 2]); // normalised already
 * const { loss } = objective.loss({
 *   batch: { observations: {}, actions: zeros([1, 0, 0]) },
 *   rng,
 *   mode: "train",
 *   encode: ({ keep } = {}) => keep ? gather(latents, keep, 2) : latents,
 *   target: () => latents,
 *   predict: (gap) => zeros([1, 1, gap?.positions.size ?? 0, 2]),
 * });
 * assert.ok(Math.abs((await loss.data())[0] - 1) < 1e-4); // every number is 1 off
 * ```
 */
export const maskedPrediction: Component<"objective"> = component("objective", {
  description: "Distance of filled-in tokens to those of the whole frame (I-JEPA)",
  options: {
    blocks: integer({ default: 4, min: 1, description: "blocks to fill in" }),
    minShare: number({
      default: 0.15,
      min: 0.01,
      max: 1,
      description: "smallest share of a frame in a block",
    }),
    maxShare: number({ default: 0.2, min: 0.01, max: 1, description: "largest share of a frame in a block" }),
    distance: choice(["mse", "l1", "huber"], {
      default: "huber",
      description: "mean of squared differences, of absolute ones, or of Huber's function with corner 1",
    }),
  },
  make: ({ distance, ...sizes }, given) => {
    if (sizes.minShare > sizes.maxShare) {
      throw new InputError(
        `Cannot mask tokens: minShare is ${sizes.minShare}, expected at most maxShare, which is ${sizes.maxShare}`,
      );
    }
    const kind = { ...gridOf(given), ...sizes };
    const norm = layerNorm({ features: given.dim, affine: false });
    return {
      params: {},
      buffers: {},
      loss: ({ encode, target, predict, rng }) => {
        const { blocks, keep: kept } = drawMask(kind, rng);
        const targets = target(); // [B, T, P, D]
        return {
          loss: tidy((): Scalar => {
            const keep = tensor1d([...kept], "int32");
            const latents = encode({ keep }); // [B, T, K, D]
            const whole = norm.apply(targets, "train");
            const losses = blocks.map((block): Scalar => {
              const positions = tensor1d([...block], "int32");
              const guesses = predict({ latents, keep, positions }); // [B, T, M, D]
              return mean(distances[distance](guesses, gather(whole, positions, 2)));
            });
            return div(losses.reduce((sum, loss): Scalar => add(sum, loss)), losses.length);
          }),
        };
      },
    };
  },
});
