import { type Tensor, tensor } from "@tensorflow/tfjs-core";
import { InputError } from "../errors.ts";
import type { Mode, Rng } from "../types.ts";

/**
 * What dropout multiplies with: 0 with probability `rate`, else 1/(1 − rate), so that the mean stays (Srivastava
 * et al., "Dropout", 2014). Nothing in `infer` mode and at rate 0.
 *
 * @param shape Shape of what is dropped from.
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
