import { tidy } from "@tensorflow/tfjs-core";
import { dense } from "../../core/nn/linear.ts";
import { join, type Layer } from "../../core/nn/layer.ts";
import type { Rng } from "../../core/types.ts";

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
