import {
  getKernel,
  type KernelConfig,
  Mean,
  registerKernel,
  Sum,
  unregisterKernel,
} from "@tensorflow/tfjs-core";
import { activationKernels } from "./activation_kernels.ts";
import { openAssembly } from "./assembly.ts";
import { attentionKernels } from "./attention.ts";
import { batchMatMul } from "./batch_mat_mul.ts";
import { conv2d, conv2dBackpropFilter, conv2dBackpropInput } from "./conv2d.ts";
import { eppsPulley } from "./epps_pulley.ts";
import { fusedKernels } from "./fused_kernels.ts";
import type { WasmHeap } from "./heap.ts";
import { identity } from "./identity.ts";
import { type Multiply, xnnpackMultiply } from "./product.ts";
import { reduce } from "./reduce.ts";
import { tile } from "./tile.ts";
import { transpose } from "./transpose.ts";
import { unsortedSegmentSum } from "./unsorted_segment_sum.ts";

/**
 * Gives tfjs' WebAssembly backend the kernels that training needs and that it lacks, and replaces those that are
 * slow. Calling it again replaces them again, so products can move to a native library and back.
 *
 * @param heap The opened backend.
 * @param multiply Matrix products; XNNPACK's, which the backend brings, unless given.
 */
export function registerWasmKernels(heap: WasmHeap, multiply: Multiply = xnnpackMultiply(heap)): void {
  const assembly = openAssembly(heap);
  const kernels: readonly KernelConfig[] = [
    identity(heap),
    tile(heap),
    transpose(heap),
    reduce(heap, assembly, Sum),
    reduce(heap, assembly, Mean),
    unsortedSegmentSum(heap),
    batchMatMul(heap, multiply),
    conv2d(heap, multiply, assembly),
    conv2dBackpropInput(heap, multiply, assembly),
    conv2dBackpropFilter(heap, multiply, assembly),
    ...attentionKernels(heap, multiply, assembly),
    ...activationKernels(heap, assembly),
    eppsPulley(heap, assembly),
    ...fusedKernels(heap, assembly),
  ];
  for (const kernel of kernels) {
    if (getKernel(kernel.kernelName, "wasm")) unregisterKernel(kernel.kernelName, "wasm");
    registerKernel(kernel);
  }
}
