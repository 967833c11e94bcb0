import {
  getKernel,
  type KernelConfig,
  Mean,
  registerKernel,
  Sum,
  type TensorInfo,
  unregisterKernel,
} from "@tensorflow/tfjs-core";
import { openAssembly } from "./assembly.ts";
import { attentionKernels } from "./attention.ts";
import { batchMatMul } from "./batch_mat_mul.ts";
import { conv2d, conv2dBackpropFilter, conv2dBackpropInput } from "./conv2d.ts";
import { type Crew, crewOfOne } from "./threads.ts";
import { activationKernels, eppsPulley, fusedKernels } from "./fused_kernels.ts";
import type { WasmHeap } from "./heap.ts";
import { type Multiply, withSmallProducts, xnnpackMultiply } from "./matmul.ts";
import { reduce, unsortedSegmentSum } from "./reduce.ts";
import { type Routines, routinesOf } from "./routines.ts";
import { concat, identity, sliceKernels, tile } from "./shape_ops.ts";
import { spreadAssembly, spreadMultiply } from "./parallel.ts";
import { transpose } from "./transpose.ts";

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

/** Multiplications up to which a loop of ours beats XNNPACK, which packs its operands anew each time: measured. */
const BEATS_XNNPACK = 16_384;

/**
 * Gives tfjs' WebAssembly backend the kernels that training needs and that it lacks, and replaces those that are
 * slow. Calling it again replaces them again, so products can move to a native library and back.
 *
 * @param heap The opened backend.
 * @param native Matrix products on this thread; XNNPACK's, which the backend brings, unless given.
 * @param gather Makes the crew that the work is spread over, from what this thread computes; this thread alone unless
 * given.
 */
export function registerWasmKernels(
  heap: WasmHeap,
  native?: Multiply,
  gather: (routines: Routines) => Crew = crewOfOne,
): void {
  const compiled = openAssembly(heap.wasm.asm.memory);
  const products = native ?? withSmallProducts(compiled, xnnpackMultiply(heap), BEATS_XNNPACK);
  const crew = gather(routinesOf(compiled, products));
  const assembly = spreadAssembly(heap, crew, compiled);
  const multiply = spreadMultiply(crew);
  const kernels: readonly KernelConfig[] = [
    identity(heap),
    tile(heap, assembly),
    transpose(heap, assembly),
    ...[concat(heap, assembly), ...sliceKernels(heap, assembly)].map(leavingOddTypes),
    reduce(heap, assembly, Sum),
    reduce(heap, assembly, Mean),
    unsortedSegmentSum(heap),
    batchMatMul(heap, multiply),
    conv2d(heap, crew, multiply),
    conv2dBackpropInput(heap, crew, multiply),
    conv2dBackpropFilter(heap, crew, multiply),
    ...attentionKernels(heap, crew),
    ...activationKernels(heap, assembly),
    eppsPulley(heap, assembly),
    ...fusedKernels(heap, assembly),
  ];
  for (const kernel of kernels) {
    if (getKernel(kernel.kernelName, "wasm")) unregisterKernel(kernel.kernelName, "wasm");
    registerKernel(kernel);
  }
}
