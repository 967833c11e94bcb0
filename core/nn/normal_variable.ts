import { tensor, tidy, type Variable, variable } from "@tensorflow/tfjs-core";
import type { Rng } from "../types.ts";
import { weightsSize } from "./weights_size.ts";

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
