import { tidy } from "@tensorflow/tfjs-core";
import type { Rng } from "../types.ts";
import { dense } from "./dense.ts";
import { dropout } from "./dropout.ts";
import { join, type Layer } from "./layer.ts";

/** Size of a {@linkcode feedForward} layer. */
export interface FeedForwardSize {
  /** D, features in and out. */
  readonly features: number;
  /** Features between. */
  readonly hidden: number;
  /** Dropout after each of the two linear layers; 0 unless told. */
  readonly dropout?: number;
  /** Standard deviation of the weights at the start; see `dense`. */
  readonly deviation?: number | undefined;
}

/**
 * The feed-forward part of a transformer: Linear, GELU, Linear on the last axis, `[…, D]` → `[…, D]`. Parts are
 * named `hidden` and `output`; there is no norm in it.
 *
 * @example
 * ```ts
 * import { feedForward } from "@orrery/orrery/nn";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose, ones } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const layer = feedForward({ features: 4, hidden: 16 }, seededRng(0));
 * const y = layer.apply(ones([2, 3, 4]), "infer");
 * assert.deepEqual(y.shape, [2, 3, 4]);
 * dispose([y, layer.params]);
 * ```
 */
export function feedForward(size: FeedForwardSize, rng: Rng): Layer {
  const { features, hidden: width, dropout: rate = 0, deviation } = size;
  const hidden = dense({ input: features, output: width, activation: "gelu", deviation }, rng.fork("hidden"));
  const output = dense({ input: width, output: features, deviation }, rng.fork("output"));
  const drop = dropout(rate);
  return {
    ...join({ hidden, output }),
    apply: (x, mode, rng) =>
      tidy(() => {
        const y = drop.apply(hidden.apply(x, mode), mode, rng?.fork("hidden"));
        return drop.apply(output.apply(y, mode), mode, rng?.fork("output"));
      }),
  };
}
