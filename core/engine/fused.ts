import { engine, getBackend, getKernel, type Tensor } from "@tensorflow/tfjs-core";
import { InputError } from "../errors.ts";

/**
 * Runs one of the project's own kernels where the open backend has it, else the tfjs operations that specify it.
 * Nothing is put on the tape: for the inside of `withGradient`. Kernels trust the shapes: the caller has checked them.
 *
 * @param name Of the kernel.
 * @param inputs What it is given, floats.
 * @param attributes Numbers that it is told.
 * @param specification The same by tfjs operations.
 * @throws {InputError} when an input is not of type float32, on every backend.
 */
export function fused(
  name: string,
  inputs: { readonly [name: string]: Tensor },
  attributes: { readonly [name: string]: number },
  specification: () => Tensor[],
): Tensor[] {
  for (const [input, { dtype }] of Object.entries(inputs)) {
    if (dtype !== "float32") throw new InputError(`Cannot use "${input}": type ${dtype}, expected float32`);
  }
  if (!getKernel(name, getBackend())) return specification();
  const result = engine().runKernel(name, inputs, attributes);
  return Array.isArray(result) ? result : [result];
}
