import { div, reshape, tidy } from "@tensorflow/tfjs-core";
import { component } from "../../core/component.ts";
import { InputError } from "../../core/errors.ts";
import { join } from "../../core/nn/layer.ts";
import { mlpProjector } from "../../core/nn/linear.ts";
import { integer, number } from "../../core/option.ts";
import type { Component } from "../../core/types.ts";
import { actionEmbedder } from "./action_embedder.ts";
import { conditionalTransformer } from "./conditional_transformer.ts";
import { overWindows } from "./over_windows.ts";

/**
 * LeWorldModel's predictor (2026): a causal transformer over the last `history` frames, which an embedding of the
 * action blocks steers by AdaLN-zero, and a projector with BatchNorm. The defaults are those of its published
 * model. A frame's tokens count as one vector; the projector takes each token by itself. Rows longer than
 * `history` are cut into windows, so that row t sees frames t − history + 1 … t. Parts are named `action`,
 * `projector`, and as in the transformer.
 *
 * @example
 * ```ts
 * import { adalnTransformer } from "@orrery/orrery/models";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose, zeros } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const options = { depth: 1, heads: 2, headWidth: 4, mlp: 8, projector: 8 };
 * const predictor = adalnTransformer.make(options, { tokens: 1, dim: 4, action: 2, rng: seededRng(0) });
 * const guesses = predictor.predict(zeros([2, 3, 1, 4]), { actions: zeros([2, 3, 2]) }, "infer");
 * assert.deepEqual(guesses.shape, [2, 3, 1, 4]);
 * dispose([guesses, predictor.params, predictor.buffers]);
 * ```
 */
export const adalnTransformer: Component<"predictor"> = component("predictor", {
  description:
    "A causal transformer over the last frames, steered by the actions through AdaLN-zero (LeWorldModel)",
  options: {
    history: integer({
      default: 3,
      min: 1,
      description: "frames that it looks back on, the present one included",
    }),
    width: integer({ default: 0, min: 0, description: "features inside; 0 for those of a frame's latents" }),
    depth: integer({ default: 6, min: 1, description: "blocks" }),
    heads: integer({ default: 16, min: 1, description: "attention heads of a block" }),
    headWidth: integer({ default: 64, min: 1, description: "features of a head" }),
    mlp: integer({ default: 2048, min: 1, description: "hidden width of a block's feed-forward part" }),
    dropout: number({
      default: 0.1,
      min: 0,
      max: 0.9,
      description: "share of activations dropped in training",
    }),
    actionStd: number({
      default: 1,
      min: 1e-6,
      description: "spread of the actions in the data; they enter divided by it",
    }),
    actionSmoothed: integer({
      default: 10,
      min: 1,
      description: "features that an action block is first brought to",
    }),
    actionScale: integer({
      default: 4,
      min: 1,
      description: "hidden width of the action embedding ÷ its width",
    }),
    projector: integer({ default: 2048, min: 0, description: "hidden width of the projector; 0 for none" }),
  },
  make: (options, { tokens, dim, action, rng }) => {
    const { history, actionStd, actionSmoothed: smoothed, actionScale, mlp: hidden } = options;
    const frame = tokens * dim;
    const size = { ...options, frames: history, input: frame, width: options.width || frame, hidden };
    const trunk = conditionalTransformer(size, rng.fork("trunk"));
    const embedding = { action, smoothed, hidden: actionScale * frame, output: frame };
    const embed = actionEmbedder(embedding, rng.fork("action"));
    const top = options.projector > 0
      ? {
        projector: mlpProjector(
          { input: dim, hidden: options.projector, output: dim },
          rng.fork("projector"),
        ),
      }
      : {};
    const { params, buffers } = join({ action: embed, ...top });

    return {
      params: { ...trunk.params, ...params },
      buffers,
      history,
      predict: (latents, condition, mode, rng) => {
        if (!("actions" in condition)) {
          throw new InputError(
            `Cannot predict: predictor "adaln-transformer" was given positions, expected actions`,
          );
        }
        return tidy(() => {
          const [B, T] = latents.shape as [number, number, number, number];
          const frames = reshape(latents, [B, T, frame]);
          const steering = embed.apply(div(condition.actions, actionStd), mode); // [B, T, P·D]
          const rows = overWindows(
            [frames, steering],
            history,
            ([x, c]) => trunk.apply(x, c, mode, rng),
          );
          const guesses = reshape(rows, latents.shape); // [B, T, P, D]
          return top.projector?.apply(guesses, mode) ?? guesses;
        });
      },
    };
  },
});
