import { engine, getBackend, getKernel, type Tensor } from "@tensorflow/tfjs-core";

/**
 * Runs one of the project's own kernels where the open backend has it, else the tfjs operations that specify it.
 * Nothing is put on the tape: for the inside of `withGradient`.
 *
 * @param name Of the kernel.
 * @param inputs What it is given.
 * @param attributes Numbers that it is told.
 * @param specification The same by tfjs operations.
 */
export function fused(
  name: string,
  inputs: { readonly [name: string]: Tensor },
  attributes: { readonly [name: string]: number },
  specification: () => Tensor[],
): Tensor[] {
  if (!getKernel(name, getBackend())) return specification();
  const result = engine().runKernel(name, inputs, attributes);
  return Array.isArray(result) ? result : [result];
}
