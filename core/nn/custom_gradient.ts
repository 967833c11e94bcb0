import {
  add,
  customGrad,
  type GradSaveFunc,
  matMul,
  mul,
  ones,
  reshape,
  type Tensor,
  tidy,
} from "@tensorflow/tfjs-core";
import { fused } from "../engine/fused.ts";

/** A computation that brings its own gradient. */
export interface Differentiable {
  /** The value; what `save` is given comes back in `backward`. Its own operations leave nothing on the tape. */
  readonly forward: (save: (tensors: Tensor[]) => void) => Tensor;
  /** Gradients with respect to the inputs, in their order, from the value's gradient and what was saved. */
  readonly backward: (dy: Tensor, saved: Tensor[]) => Tensor[];
}

/**
 * Computes a value with a gradient of its own, which is shorter than the chain of operations would give.
 *
 * @param inputs What the gradient is taken with respect to; `forward` may use them directly.
 * @param rule Value and gradient. `backward` may use saved tensors only: others are gone by then.
 *
 * @example
 * ```ts
 * import { withGradient } from "@orrery/orrery/nn";
 * import { grad, mul, scalar, square } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const derivative = grad((x) =>
 *   withGradient([x], {
 *     forward: (save) => (save([x]), square(x)),
 *     backward: (dy, [x]) => [mul(dy, mul(x, 2))],
 *   })
 * );
 * assert.deepEqual([...await derivative(scalar(3)).data()], [6]);
 * ```
 */
export function withGradient(inputs: readonly Tensor[], { forward, backward }: Differentiable): Tensor {
  const operation = customGrad((...args: (Tensor | GradSaveFunc)[]) => {
    const save = args[args.length - 1];
    const value = forward((tensors) => {
      if (typeof save === "function") save(tensors);
    });
    return { value, gradFunc: backward };
  });
  return operation(...inputs);
}

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

/**
 * Sums the rows of a matrix: `[N, C]` → `[C]`. A matmul with ones, because backends reduce over a first axis
 * five to twenty times more slowly than they multiply.
 */
export function sumRows(x: Tensor): Tensor {
  const [N, C] = x.shape as [number, number];
  return tidy(() => reshape(matMul(ones([1, N]), reshape(x, [N, C])), [C]));
}
