import { getKernel, type KernelConfig, type TensorInfo } from "@tensorflow/tfjs-core";

/** Kernels of tfjs, by those that took their place. */
const replaced = new WeakMap<KernelConfig, KernelConfig>();

/** Strings do not lie on the heap, and types that differ are not copied but converted. */
function areOdd(inputs: readonly TensorInfo[]): boolean {
  return inputs.some(({ dtype }) => dtype === "string" || dtype !== inputs[0].dtype);
}

/** A kernel that leaves strings, and inputs whose types differ, to the kernel of tfjs that it will replace. */
export function leavingOddTypes(kernel: KernelConfig): KernelConfig {
  const present = getKernel(kernel.kernelName, kernel.backendName);
  const theirs = present && (replaced.get(present) ?? present);
  if (!theirs) return kernel;
  const both: KernelConfig = {
    ...kernel,
    kernelFunc: (given) => {
      const inputs = Object.values(given.inputs).filter((input) => input !== undefined);
      return (areOdd(inputs) ? theirs : kernel).kernelFunc(given);
    },
  };
  replaced.set(both, theirs);
  return both;
}
