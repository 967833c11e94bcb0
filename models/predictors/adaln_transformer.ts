import { concat, div, reshape, slice, type Tensor, tidy, transpose } from "@tensorflow/tfjs-core";
import { component } from "../../core/component.ts";
import { InputError } from "../../core/errors.ts";
import { join, type Layer } from "../../core/nn/layer.ts";
import { dense, mlpProjector } from "../../core/nn/linear.ts";
import { integer, number } from "../../core/option.ts";
import type { Component, Rng } from "../../core/types.ts";
import { conditionalTransformer } from "./conditional_transformer.ts";

/** The windows of `frames` frames of `[B, T, F]`, first to last: `[W·B, frames, F]` with W = T − frames + 1. */
function windows(x: Tensor, frames: number): Tensor {
  const [B, T, F] = x.shape as [number, number, number];
  const starts = Array.from({ length: T - frames + 1 }, (_, i) => i);
  return concat(starts.map((start) => slice(x, [0, start, 0], [B, frames, F])), 0);
}

/**
 * Runs a causal function of at most `frames` frames over longer rows, so that row t sees just the `frames` up to
 * it: the first window gives its rows, each later one its last. All windows are one batch.
 *
 * @param inputs Tensors `[B, T, …]` of rank 3.
 * @param frames Most frames that `run` takes.
 * @param run Gives `[R, t, F]` from inputs `[R, t, …]`.
 * @returns `[B, T, F]`.
 */
export function overWindows(
  inputs: readonly Tensor[],
  frames: number,
  run: (inputs: readonly Tensor[]) => Tensor,
): Tensor {
  const [B, T] = inputs[0].shape as [number, number, number];
  if (T <= frames) return run(inputs);
  return tidy(() => {
    const rows = run(inputs.map((x) => windows(x, frames))); // [W·B, frames, F]
    const F = rows.shape[2] as number;
    const first = slice(rows, 0, [B, frames, F]);
    const later = slice(rows, [B, frames - 1, 0], [(T - frames) * B, 1, F]);
    return concat([first, transpose(reshape(later, [T - frames, B, F]), [1, 0, 2])], 1);
  });
}

/** Size of an {@linkcode actionEmbedder}. */
export interface ActionEmbedderSize {
  /** A, width of an action block. */
  readonly action: number;
  /** Features that a block is first brought to. */
  readonly smoothed: number;
  /** Features between the two further layers. */
  readonly hidden: number;
  /** Features out. */
  readonly output: number;
}

/**
 * LeWorldModel's embedding of action blocks, each frame by itself: `[…, A]` → `[…, output]`. A linear layer (there
 * a convolution over time with a kernel of 1), then Linear, SiLU, Linear. Parts are named `smooth`, `hidden` and
 * `output`.
 */
export function actionEmbedder(size: ActionEmbedderSize, rng: Rng): Layer {
  const smooth = dense({ input: size.action, output: size.smoothed }, rng.fork("smooth"));
  const hidden = dense({ input: size.smoothed, output: size.hidden, activation: "silu" }, rng.fork("hidden"));
  const output = dense({ input: size.hidden, output: size.output }, rng.fork("output"));
  return {
    ...join({ smooth, hidden, output }),
    apply: (x, mode) => tidy(() => output.apply(hidden.apply(smooth.apply(x, mode), mode), mode)),
  };
}

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
