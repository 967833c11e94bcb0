import { add, mul, type Tensor } from "@tensorflow/tfjs-core";
import { expectShape } from "../engine/expect_shape.ts";
import { fused } from "../engine/fused.ts";
import { withGradient } from "./with_gradient.ts";

/** What {@linkcode modulate} does to its input; tensors of its shape. */
export interface Modulation {
  /** What x is multiplied with, less `about`. */
  readonly scale: Tensor;
  /** What is added. */
  readonly shift: Tensor;
  /** Added to the scale; 1 unless told, so that a scale of 0 leaves x alone. */
  readonly about?: number;
}

/**
 * Scales and shifts in one pass, x·(scale + about) + shift; any shape. With `about` 0 a gate on a residual branch:
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
export function modulate(x: Tensor, { scale, shift, about = 1 }: Modulation): Tensor {
  expectShape(scale, "scale", x.shape);
  expectShape(shift, "shift", x.shape);
  return withGradient([x, scale, shift], {
    forward: (save) => {
      save([x, scale]);
      const compose = () => [add(mul(x, add(scale, about)), shift)];
      return fused("Modulate", { x, scale, shift }, { about }, compose)[0];
    },
    backward: (dy, [x, scale]) => {
      const compose = () => [mul(dy, add(scale, about)), mul(dy, x)];
      return [...fused("ModulateGradient", { dy, x, scale }, { about }, compose), dy.clone()];
    },
  });
}
