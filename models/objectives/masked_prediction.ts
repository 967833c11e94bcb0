import { add, div, gather, mean, type Scalar, tensor1d, tidy } from "@tensorflow/tfjs-core";
import { component } from "../../core/component.ts";
import { InputError } from "../../core/errors.ts";
import { layerNorm } from "../../core/nn/layer_norm.ts";
import { choice, integer, number } from "../../core/option.ts";
import type { Component } from "../../core/types.ts";
import { distances } from "./distances.ts";
import { drawMask } from "./draw_mask.ts";

/** Rows and columns of the grid that a frame's tokens lie on. */
function gridOf(tokens: number, rows: number): { readonly rows: number; readonly columns: number } {
  const height = rows || Math.sqrt(tokens);
  if (tokens > 1 && Number.isInteger(height) && tokens % height === 0) {
    return { rows: height, columns: tokens / height };
  }
  throw new InputError(
    `Cannot mask tokens: a frame has ${tokens} of them, expected ${
      tokens < 2
        ? "at least 2"
        : rows
        ? `${rows} rows of as many`
        : `a square grid; tell "masked-prediction" its rows`
    }`,
  );
}

/**
 * Masked learning as in I-JEPA (Assran et al., 2023): blocks of tokens are drawn, the encoder sees the tokens outside
 * all of them, the predictor fills in each block by itself, and each guess is compared with the stage's target
 * of the whole frame, normalised token by token. The mean over the blocks is the loss. All frames of a step have the
 * same blocks. The stage's `target` should be `{"ema": …}`: towards the online latents everything may collapse.
 *
 * @throws {InputError} for a single token a frame, or tokens that are no grid of as many rows.
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
 * const objective = maskedPrediction.make({ distance: "mse" }, { tokens: 4, dim: 2, action: 0, rng });
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
    rows: integer({ default: 0, min: 0, description: "rows that the tokens lie in; 0 for a square grid" }),
    distance: choice(["mse", "l1", "huber"], {
      default: "huber",
      description: "mean of squared differences, of absolute ones, or of Huber's function with corner 1",
    }),
  },
  make: ({ rows, distance, ...sizes }, { tokens, dim }) => {
    if (sizes.minShare > sizes.maxShare) {
      throw new InputError(
        `Cannot mask tokens: minShare is ${sizes.minShare}, expected at most maxShare, which is ${sizes.maxShare}`,
      );
    }
    const kind = { ...gridOf(tokens, rows), ...sizes };
    const norm = layerNorm({ features: dim, affine: false });
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
