import { add, mul, split, type Tensor, tidy } from "@tensorflow/tfjs-core";
import { expectShape } from "../engine/expect_shape.ts";
import { fused } from "../engine/fused.ts";
import type { Mode, Module, Rng } from "../types.ts";
import { silu } from "./activations.ts";
import { attention, type AttentionSize } from "./attention.ts";
import { withGradient } from "./custom_gradient.ts";
import { dense } from "./linear.ts";
import { feedForward } from "./transformer.ts";
import { join } from "./layer.ts";
import { layerNorm } from "./norm.ts";

/** A module that turns a tensor into another, told a condition for each row. */
export interface ConditionalLayer extends Module {
  /** Applies the layer to x and condition `[B, T, …]`. The arguments are borrowed, the result belongs to the caller. */
  apply(x: Tensor, condition: Tensor, mode: Mode, rng?: Rng): Tensor;
}

/** Size and kind of a {@linkcode adalnBlock}. */
export interface AdalnBlockSize extends AttentionSize {
  /** Features between the two linear layers of the feed-forward part. */
  readonly hidden: number;
}

/**
 * A transformer block with a condition, by AdaLN-zero (Peebles and Xie, "Scalable diffusion models with
 * transformers", 2023) as LeWorldModel has it: a linear layer of SiLU(condition) gives shift, scale and gate for
 * attention and for the feed-forward part; x + gate·part(norm(xHat·(1 + scale) + shift)), where xHat is x after a
 * LayerNorm without weights and norm() the part's own. The modulation starts at 0, so a new block does nothing.
 * Both tensors are `[B, T, D]`. Parts are named `attentionNorm`, `attention`, `mlpNorm`, `mlp`, `modulation`.
 *
 * @example
 * ```ts
 * import { adalnBlock } from "@orrery/orrery/nn";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose, ones } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const block = adalnBlock({ features: 4, heads: 2, headWidth: 3, hidden: 8 }, seededRng(0));
 * const [x, condition] = [ones([1, 2, 4]), ones([1, 2, 4])];
 * const y = block.apply(x, condition, "infer");
 * assert.deepEqual([...await y.data()], [...await x.data()]);
 * dispose([x, condition, y, block.params]);
 * ```
 */
export function adalnBlock(size: AdalnBlockSize, rng: Rng): ConditionalLayer {
  const { features } = size;
  const normalise = layerNorm({ features, epsilon: 1e-6, affine: false });
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
        const modulated = (y: Tensor, shift: Tensor, scale: Tensor) =>
          modulate(normalise.apply(y, mode), { scale, shift });
        const gated = (y: Tensor, gate: Tensor, x: Tensor) =>
          modulate(y, { scale: gate, shift: x, offset: 0 });
        const seen = attentionNorm.apply(modulated(x, shift1, scale1), mode);
        const y = gated(attention.apply(seen, mode, rng?.fork("attention")), gate1, x);
        const read = mlpNorm.apply(modulated(y, shift2, scale2), mode);
        return gated(mlp.apply(read, mode, rng?.fork("mlp")), gate2, y);
      }),
  };
}

/** Scale and shift of {@linkcode modulate}; tensors of the shape of its input. */
export interface Modulation {
  /** Factor of x, less `offset`. */
  readonly scale: Tensor;
  /** Summand. */
  readonly shift: Tensor;
  /** Added to the scale; default 1, so that a scale of 0 leaves x alone. */
  readonly offset?: number;
}

/**
 * Scales and shifts in one pass, x·(scale + offset) + shift; any shape. With `offset` 0 a gate on a residual branch:
 * the branch is x, the gate the scale, the trunk the shift.
 *
 * @throws {InputError} when the shapes differ, or a tensor is not of type float32.
 *
 * @example
 * ```ts
 * import { modulate } from "@orrery/orrery/nn";
 * import { dispose, tensor1d } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const [x, scale, shift] = [tensor1d([1, 2]), tensor1d([0, 1]), tensor1d([5, 5])];
 * const y = modulate(x, { scale, shift });
 * assert.deepEqual([...await y.data()], [6, 9]);
 * dispose([x, scale, shift, y]);
 * ```
 */
export function modulate(x: Tensor, { scale, shift, offset = 1 }: Modulation): Tensor {
  expectShape(scale, "scale", x.shape);
  expectShape(shift, "shift", x.shape);
  return withGradient([x, scale, shift], {
    forward: (save) => {
      save([x, scale]);
      const compose = () => [add(mul(x, add(scale, offset)), shift)];
      return fused("Modulate", { x, scale, shift }, { offset }, compose)[0];
    },
    backward: (dy, [x, scale]) => {
      const compose = () => [mul(dy, add(scale, offset)), mul(dy, x)];
      return [...fused("ModulateGradient", { dy, x, scale }, { offset }, compose), dy.clone()];
    },
  });
}
