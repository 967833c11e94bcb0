import { matMul, reshape, type Tensor, tidy, type Variable } from "@tensorflow/tfjs-core";
import type { Rng } from "../types.ts";
import { activate, type Activation, gelu } from "./activations.ts";
import { normalVariable, uniformVariable } from "./init.ts";
import { join, type Layer } from "./layer.ts";
import { batchNorm } from "./norm.ts";

/** Size of a {@linkcode dense} layer. */
export interface DenseSize {
  /** Features in. */
  readonly input: number;
  /** Features out. */
  readonly output: number;
  /** Whether a bias is added; default yes. */
  readonly bias?: boolean;
  /** Activation after the bias, in the same pass; default nothing. */
  readonly activation?: Activation;
  /** Standard deviation of normal weights at the start, with biases 0; default: weights and biases uniform. */
  readonly deviation?: number | undefined;
}

/**
 * A linear map of the last axis: `[…, input]` → `[…, output]`, y = f(x·weight + bias). Weight `[input, output]` and
 * bias start uniform in ±1/√input, or the weight normal and the bias 0 where a `deviation` is given.
 *
 * @example
 * ```ts
 * import { dense } from "@orrery/orrery/nn";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose, ones } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const layer = dense({ input: 3, output: 2 }, seededRng(0));
 * const y = layer.apply(ones([5, 7, 3]), "infer");
 * assert.deepEqual(y.shape, [5, 7, 2]);
 * dispose([y, layer.params]);
 * ```
 */
export function dense(size: DenseSize, rng: Rng): Layer {
  const { input, output, activation } = size;
  const weight = initialWeights(size, rng.fork("weight"));
  const bias = size.bias === false ? undefined : initialBias(size, rng.fork("bias"));
  return {
    params: bias ? { weight, bias } : { weight },
    buffers: {},
    apply: (x: Tensor): Tensor =>
      tidy(() => {
        const rows = matMul(reshape(x, [-1, input]), weight); // [N, output]
        const y = activate(rows, { bias, activation, overwrite: true });
        return reshape(y, [...x.shape.slice(0, -1), output]);
      }),
  };
}

function initialWeights({ input, output, deviation }: DenseSize, rng: Rng): Variable {
  return deviation === undefined
    ? uniformVariable([input, output], 1 / Math.sqrt(input), rng)
    : normalVariable([input, output], deviation, rng);
}

function initialBias({ input, output, deviation }: DenseSize, rng: Rng): Variable {
  return uniformVariable([output], deviation === undefined ? 1 / Math.sqrt(input) : 0, rng);
}

/** Size of an {@linkcode mlpProjector}. */
export interface MlpProjectorSize {
  /** Features in. */
  readonly input: number;
  /** Features between. */
  readonly hidden: number;
  /** Features out. */
  readonly output: number;
}

/**
 * Linear, BatchNorm, GELU, Linear on the last axis: `[…, input]` → `[…, output]`. LeWorldModel ends its encoder
 * and its predictor with one: BatchNorm gives the latents back the scale that a normalised trunk takes from them.
 * Parts are named `hidden`, `norm` and `output`.
 *
 * @example
 * ```ts
 * import { mlpProjector } from "@orrery/orrery/nn";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose, ones } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const projector = mlpProjector({ input: 3, hidden: 8, output: 2 }, seededRng(0));
 * const y = projector.apply(ones([4, 3]), "infer");
 * assert.deepEqual(y.shape, [4, 2]);
 * dispose([y, projector.params, projector.buffers]);
 * ```
 */
export function mlpProjector({ input, hidden: width, output: out }: MlpProjectorSize, rng: Rng): Layer {
  const hidden = dense({ input, output: width }, rng.fork("hidden"));
  const norm = batchNorm({ features: width });
  const output = dense({ input: width, output: out }, rng.fork("output"));
  return {
    ...join({ hidden, norm, output }),
    apply: (x, mode) => tidy(() => output.apply(gelu(norm.apply(hidden.apply(x, mode), mode)), mode)),
  };
}
