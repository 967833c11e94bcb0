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
import { type Crew, crewOfOne } from "./crew.ts";
import { eppsPulley } from "./epps_pulley.ts";
import { fusedKernels } from "./fused_kernels.ts";
import type { WasmHeap } from "./heap.ts";
import { identity } from "./identity.ts";
import { leavingOddTypes } from "./leaving_odd_types.ts";
import { type Multiply, xnnpackMultiply } from "./product.ts";
import { reduce } from "./reduce.ts";
import { type Routines, routinesOf } from "./routines.ts";
import { withSmallProducts } from "./small_products.ts";
import { spreadAssembly } from "./spread_assembly.ts";
import { spreadMultiply } from "./spread_multiply.ts";
import { concat } from "./concat.ts";
import { sliceKernels } from "./slice.ts";
import { tile } from "./tile.ts";
import { transpose } from "./transpose.ts";
import { unsortedSegmentSum } from "./unsorted_segment_sum.ts";

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
