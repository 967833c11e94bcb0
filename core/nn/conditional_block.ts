import { split, type Tensor, tidy } from "@tensorflow/tfjs-core";
import type { Mode, Module, Rng } from "../types.ts";
import { attention, type AttentionSize } from "./attention.ts";
import { dense } from "./dense.ts";
import { feedForward } from "./feed_forward.ts";
import { layerNorm } from "./layer_norm.ts";
import { join } from "./layer.ts";
import { modulate } from "./modulate.ts";
import { silu } from "./silu.ts";

/** A module that turns a tensor into another, told a condition for each row. */
export interface ConditionalLayer extends Module {
  /** Applies the layer to x and condition `[B, T, …]`. The arguments are borrowed, the result belongs to the caller. */
  apply(x: Tensor, condition: Tensor, mode: Mode, rng?: Rng): Tensor;
}

/** Size and kind of a {@linkcode conditionalBlock}. */
export interface ConditionalBlockSize extends AttentionSize {
  /** Features between the two linear layers of the feed-forward part. */
  readonly hidden: number;
}

/**
 * A transformer block that a condition steers, by AdaLN-zero (Peebles and Xie, "Scalable diffusion models with
 * transformers", 2023) as LeWorldModel has it: a linear layer of SiLU(condition) gives shift, scale and gate for
 * attention and for the feed-forward part; x + gate·part(norm(unit(x)·(1 + scale) + shift)), where unit() is a
 * LayerNorm without weights and norm() the part's own. The modulation starts at 0, so a new block does nothing.
 * Both tensors are `[B, T, D]`. Parts are named `attentionNorm`, `attention`, `mlpNorm`, `mlp`, `modulation`.
 *
 * @example
 * ```ts
 * import { conditionalBlock } from "@orrery/orrery/nn";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose, ones } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const block = conditionalBlock({ features: 4, heads: 2, headWidth: 3, hidden: 8 }, seededRng(0));
 * const [x, condition] = [ones([1, 2, 4]), ones([1, 2, 4])];
 * const y = block.apply(x, condition, "infer");
 * assert.deepEqual([...await y.data()], [...await x.data()]);
 * dispose([x, condition, y, block.params]);
 * ```
 */
export function conditionalBlock(size: ConditionalBlockSize, rng: Rng): ConditionalLayer {
  const { features } = size;
  const unit = layerNorm({ features, epsilon: 1e-6, affine: false });
  const parts = {
    attentionNorm: layerNorm({ features }),
    attention: attention(size, rng.fork("attention")),
    mlpNorm: layerNorm({ features }),
    mlp: feedForward(size, rng.fork("mlp")),
    modulation: dense({ input: features, output: 6 * features, deviation: 0 }, rng.fork("modulation")),
  };

  return {
    ...join(parts),
    apply: (x, condition, mode, rng) =>
      tidy(() => {
        const { attentionNorm, attention, mlpNorm, mlp, modulation } = parts;
        const modulations = split(modulation.apply(silu(condition), mode), 6, condition.rank - 1);
        const [shift1, scale1, gate1, shift2, scale2, gate2] = modulations;
        const steered = (y: Tensor, shift: Tensor, scale: Tensor) =>
          modulate(unit.apply(y, mode), { scale, shift });
        const gated = (y: Tensor, gate: Tensor, x: Tensor) =>
          modulate(y, { scale: gate, shift: x, about: 0 });
        const seen = attentionNorm.apply(steered(x, shift1, scale1), mode);
        const y = gated(attention.apply(seen, mode, rng?.fork("attention")), gate1, x);
        const read = mlpNorm.apply(steered(y, shift2, scale2), mode);
        return gated(mlp.apply(read, mode, rng?.fork("mlp")), gate2, y);
      }),
  };
}
