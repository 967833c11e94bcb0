import { matMul, reshape, type Tensor, tidy } from "@tensorflow/tfjs-core";
import type { Rng } from "../types.ts";
import { addBias } from "./add_bias.ts";
import type { Layer } from "./layer.ts";
import { uniformVariable } from "./uniform_variable.ts";

/** Size of a {@linkcode dense} layer. */
export interface DenseSize {
  /** Features in. */
  readonly input: number;
  /** Features out. */
  readonly output: number;
}

/**
 * A linear map of the last axis: `[…, input]` → `[…, output]`, y = x·weight + bias. Weight `[input, output]` and
 * bias start uniform in ±1/√input.
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
export function dense({ input, output }: DenseSize, rng: Rng): Layer {
  const bound = 1 / Math.sqrt(input);
  const weight = uniformVariable([input, output], bound, rng.fork("weight"));
  const bias = uniformVariable([output], bound, rng.fork("bias"));
  return {
    params: { weight, bias },
    buffers: {},
    apply: (x: Tensor): Tensor =>
      tidy(() => {
        const rows = matMul(reshape(x, [-1, input]), weight); // [N, output]
        return reshape(addBias(rows, bias), [...x.shape.slice(0, -1), output]);
      }),
  };
}
