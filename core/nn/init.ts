import { tensor, tidy, type Variable, variable } from "@tensorflow/tfjs-core";
import { InputError } from "../errors.ts";
import type { Rng } from "../types.ts";

/**
 * A new variable with entries drawn uniformly from [−bound, bound). With bound 1/√(fan in) that is PyTorch's
 * default for linear and convolutional weights and biases (LeCun et al., "Efficient BackProp", 1998).
 *
 * @param shape Its shape.
 * @param bound Largest size of an entry.
 * @param rng Where the numbers come from.
 * @throws {InputError} for a shape that no backend can hold.
 */
export function uniformVariable(shape: number[], bound: number, rng: Rng): Variable {
  const size = weightsSize(shape);
  const values = Float32Array.from({ length: size }, () => rng.uniform(-bound, bound));
  return tidy(() => variable(tensor(values, shape, "float32")));
}

/**
 * A new variable with normal entries of mean 0.
 *
 * @param shape Its shape.
 * @param deviation Standard deviation of an entry, ≥ 0; 0 gives zeros.
 * @param rng Where the numbers come from.
 * @throws {InputError} for a shape that no backend can hold.
 */
export function normalVariable(shape: number[], deviation: number, rng: Rng): Variable {
  const size = weightsSize(shape);
  const values = Float32Array.from(rng.normals(size), (value) => deviation === 0 ? 0 : deviation * value);
  return tidy(() => variable(tensor(values, shape, "float32")));
}

/** Most numbers of one tensor: 2 GiB of float32, half of what a WebAssembly memory can hold. */
const MOST_NUMBERS = 2 ** 29;

/**
 * Refuses weights that no backend can hold, before minutes are spent on drawing them.
 *
 * @returns How many numbers they are.
 * @throws {InputError} for more than 2²⁹ of them.
 */
export function weightsSize(shape: readonly number[]): number {
  const size = shape.reduce((product, n) => product * n, 1);
  if (size <= MOST_NUMBERS) return size;
  throw new InputError(
    `Cannot make weights [${shape.join(", ")}]: they are ${size.toPrecision(3)} numbers, expected at most ${
      MOST_NUMBERS.toPrecision(3)
    }; lower the widths of the model`,
  );
}
