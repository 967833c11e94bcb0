import { add, type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";
import type { Rng } from "../types.ts";
import { attention, type AttentionSize } from "./attention.ts";
import { dense } from "./linear.ts";
import { dropout } from "./dropout.ts";
import { join, type Layer } from "./layer.ts";
import { layerNorm } from "./norm.ts";

/** Size and kind of a {@linkcode transformerBlock}. */
export interface TransformerBlockSize extends AttentionSize {
  /** Features between the two linear layers of the feed-forward part. */
  readonly hidden: number;
  /** Added to the variance in both norms; default 1e-5. */
  readonly epsilon?: number;
}

/**
 * A transformer block with its norms in front: x + attention(norm(x)), then x + mlp(norm(x)), `[B, T, D]` →
 * `[B, T, D]` (Xiong et al., "On layer normalization in the transformer architecture", 2020). Parts are named
 * `attentionNorm`, `attention`, `mlpNorm` and `mlp`.
 *
 * @example
 * ```ts
 * import { transformerBlock } from "@orrery/orrery/nn";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose, ones } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const block = transformerBlock({ features: 6, heads: 2, headWidth: 3, hidden: 12 }, seededRng(0));
 * const y = block.apply(ones([3, 5, 6]), "infer");
 * assert.deepEqual(y.shape, [3, 5, 6]);
 * dispose([y, block.params]);
 * ```
 */
export function transformerBlock(size: TransformerBlockSize, rng: Rng): Layer {
  const norm = { features: size.features, epsilon: size.epsilon ?? 1e-5 };
  const parts = {
    attentionNorm: layerNorm(norm),
    attention: attention(size, rng.fork("attention")),
    mlpNorm: layerNorm(norm),
    mlp: feedForward(size, rng.fork("mlp")),
  };
  return {
    ...join(parts),
    apply: (x, mode, rng) =>
      tidy(() => {
        const { attentionNorm, attention, mlpNorm, mlp } = parts;
        const y = add(x, attention.apply(attentionNorm.apply(x, mode), mode, rng?.fork("attention")));
        return add(y, mlp.apply(mlpNorm.apply(y, mode), mode, rng?.fork("mlp")));
      }),
  };
}

/** Size of a {@linkcode feedForward} layer. */
export interface FeedForwardSize {
  /** D, features in and out. */
  readonly features: number;
  /** Features between. */
  readonly hidden: number;
  /** Dropout after each of the two linear layers; default 0. */
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

/**
 * Sinusoidal position codes of positions 0 … count − 1, `[count, width]`: sines and cosines of the position, at frequencies from 1 down to
 * 1/10 000 (Vaswani et al., "Attention is all you need", 2017). They are not learned.
 *
 * @example
 * ```ts
 * import { sinePositions } from "@orrery/orrery/nn";
 * import { dispose } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const codes = sinePositions(1, 4);
 * assert.deepEqual([...await codes.data()], [0, 1, 0, 1]);
 * dispose(codes);
 * ```
 */
export function sinePositions(count: number, width: number): Tensor {
  const values = Float32Array.from({ length: count * width }, (_, at) => {
    const [position, i] = [Math.floor(at / width), at % width];
    const angle = position / 10_000 ** (2 * Math.floor(i / 2) / width);
    return i % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
  return tensor(values, [count, width]);
}
