import { mean, type Scalar, slice, tidy } from "@tensorflow/tfjs-core";
import { component } from "../../core/component.ts";
import { choice } from "../../core/option.ts";
import type { Component } from "../../core/types.ts";
import { distances } from "./distances.ts";

/**
 * How far the guessed latents of frames 1 … T−1 are from the target's: the mean over all numbers of squared
 * differences (`mse`; LeWorldModel), of absolute ones (`l1`; V-JEPA 2) or in between (`huber`; I-JEPA). Gradients
 * flow through guesses and targets alike, unless the stage's `target` stops them.
 *
 * @example
 * ```ts
 * import { prediction } from "@orrery/orrery/models";
 * import { seededRng } from "@orrery/orrery/core";
 * import { tensor, zeros } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const rng = seededRng(0);
 * const objective = prediction.make({}, { tokens: 1, dim: 1, action: 1, rng });
 * const latents = tensor([0, 2, 4], [1, 3, 1, 1]); // [B, T, P, D]
 * const guesses = tensor([1, 1], [1, 2, 1, 1]); // of frames 1 and 2
 * const { loss } = objective.loss({
 *   batch: { observations: {}, actions: zeros([1, 2, 1]) },
 *   rng,
 *   mode: "train",
 *   encode: () => latents,
 *   target: () => latents,
 *   predict: () => guesses,
 * });
 * assert.equal((await loss.data())[0], (1 + 9) / 2);
 * ```
 */
export const prediction: Component<"objective"> = component("objective", {
  description: "Distance of predicted latents to those of the frames that came",
  options: {
    distance: choice(["mse", "l1", "huber"], {
      default: "mse",
      description: "mean of squared differences, of absolute ones, or of Huber's function with corner 1",
    }),
  },
  make: ({ distance }) => ({
    params: {},
    buffers: {},
    loss: ({ predict, target }) => {
      const guesses = predict(); // [B, T−1, P, D]
      const targets = target(); // [B, T, P, D]
      return {
        loss: tidy((): Scalar => {
          const after = slice(targets, [0, 1, 0, 0], guesses.shape);
          return mean(distances[distance](guesses, after));
        }),
      };
    },
  }),
});
