import { tensor, tidy, type Variable, variable } from "@tensorflow/tfjs-core";
import type { Rng } from "../types.ts";
import { weightsSize } from "./weights_size.ts";

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
