import { add, mul, type Tensor } from "@tensorflow/tfjs-core";
import { fused } from "../engine/fused.ts";
import { withGradient } from "./with_gradient.ts";

/**
 * x·factor + shift in one pass; any shape.
 *
 * @throws {InputError} when x is not of type float32.
 *
 * @example
 * ```ts
 * import { scaleShift } from "@orrery/orrery/nn";
 * import { dispose, tensor1d } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const grey = tensor1d([0, 255]);
 * const y = scaleShift(grey, 2 / 255, -1);
 * assert.deepEqual([...await y.data()], [-1, 1]);
 * dispose([grey, y]);
 * ```
 */
export function scaleShift(x: Tensor, factor: number, shift: number): Tensor {
  return withGradient([x], {
    forward: () => fused("ScaleShift", { x }, { factor, shift }, () => [add(mul(x, factor), shift)])[0],
    backward: (dy) => [mul(dy, factor)],
  });
}
