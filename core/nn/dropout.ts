import { mul, type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";
import { InputError } from "../errors.ts";
import type { Mode, Rng } from "../types.ts";
import type { Layer } from "./layer.ts";

/**
 * Dropout (Srivastava et al., 2014): in `train` mode entries become 0 with probability `rate` and the others grow
 * by 1/(1 − rate); in `infer` mode nothing changes. The pass's own stream decides, see {@linkcode dropMask}.
 *
 * @param rate Probability of 0, in [0, 1).
 *
 * @example
 * ```ts
 * import { dropout } from "@orrery/orrery/nn";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose, ones } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const y = dropout(0.5).apply(ones([100]), "train", seededRng(0));
 * assert.deepEqual([...new Set(await y.data())].sort(), [0, 2]);
 * dispose(y);
 * ```
 */
export function dropout(rate: number): Layer {
  return {
    params: {},
    buffers: {},
    apply: (x, mode, rng) =>
      tidy(() => {
        const mask = dropMask(x.shape, rate, mode, rng);
        return mask ? mul(x, mask) : x.clone();
      }),
  };
}

/**
 * Factors of dropout: 0 with probability `rate`, else 1/(1 − rate), so that the mean stays (Srivastava
 * et al., "Dropout", 2014). Nothing in `infer` mode and at rate 0.
 *
 * @param shape Shape of the tensor.
 * @param rate Probability of 0, in [0, 1); taken to the nearest 1/65 536.
 * @param mode Mode of the pass.
 * @param rng Where the numbers come from: a stream of this pass, so that a resumed training drops alike.
 * @throws {InputError} in `train` mode without a stream.
 */
export function dropMask(shape: readonly number[], rate: number, mode: Mode, rng?: Rng): Tensor | undefined {
  if (mode === "infer" || rate === 0) return undefined;
  if (!rng) {
    throw new InputError(
      `Cannot drop out at rate ${rate}: found no random stream, expected one to train with`,
    );
  }
  const values = new Float32Array(shape.reduce((product, n) => product * n, 1));
  const kept = 1 / (1 - rate);
  const dropped = Math.round(rate * 2 ** 16);
  // 16 bits decide as well as 53, and a draw then serves three: these are the slowest numbers of a step.
  for (let i = 0; i < values.length; i += 3) {
    const bits = rng.integer(2 ** 48);
    values[i] = (bits & 0xffff) < dropped ? 0 : kept;
    values[i + 1] = ((bits >>> 16) & 0xffff) < dropped ? 0 : kept;
    values[i + 2] = Math.floor(bits / 2 ** 32) < dropped ? 0 : kept;
  }
  return tensor(values, [...shape]);
}
