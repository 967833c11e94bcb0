import { add, tidy } from "@tensorflow/tfjs-core";
import type { Rng } from "../types.ts";
import { attention, type AttentionSize } from "./attention.ts";
import { feedForward } from "./feed_forward.ts";
import { layerNorm } from "./layer_norm.ts";
import { join, type Layer } from "./layer.ts";

/** Size and kind of a {@linkcode transformerBlock}. */
export interface TransformerBlockSize extends AttentionSize {
  /** Features between the two linear layers of the feed-forward part. */
  readonly hidden: number;
  /** Added to the variance in both norms; 1e-5 unless told. */
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
