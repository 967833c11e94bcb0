import {
  getKernel,
  type KernelConfig,
  Mean,
  registerKernel,
  Sum,
  type TensorInfo,
  unregisterKernel,
} from "@tensorflow/tfjs-core";
import { openSimdKernels } from "./simd.ts";
import { attentionKernels } from "./attention.ts";
import { batchMatMul } from "./batch_mat_mul.ts";
import { conv2d, conv2dBackpropFilter, conv2dBackpropInput } from "./conv2d.ts";
import { singleThread, type ThreadPool } from "./threads.ts";
import { activationKernels, eppsPulley, fusedKernels } from "./fused_kernels.ts";
import type { WasmHeap } from "./heap.ts";
import { type Gemm, withSmallGemm, xnnpackGemm } from "./matmul.ts";
import { reduce, unsortedSegmentSum } from "./reduce.ts";
import { type Routines, routinesOf } from "./routines.ts";
import { concat, identity, sliceKernels, tile } from "./shape_ops.ts";
import { parallelGemm, parallelKernels } from "./parallel.ts";
import { transpose } from "./transpose.ts";

/** Multiplications up to which a loop of ours beats XNNPACK, which packs its operands anew each time: measured. */
const BEATS_XNNPACK = 16_384;

/**
 * Gives tfjs' WebAssembly backend the kernels that training needs and that it lacks, and replaces those that are
 * slow. Calling it again replaces them again, so matmuls can move to a native library and back.
 *
 * @param heap The opened backend.
 * @param native Matmuls on this thread; default XNNPACK's, which the backend brings.
 * @param makePool Makes the thread pool from what this thread computes; default this thread alone.
 */
export function registerWasmKernels(
  heap: WasmHeap,
  native?: Gemm,
  makePool: (routines: Routines) => ThreadPool = singleThread,
): void {
  const compiled = openSimdKernels(heap.wasm.asm.memory);
  const single = native ?? withSmallGemm(compiled, xnnpackGemm(heap), BEATS_XNNPACK);
  const pool = makePool(routinesOf(compiled, single));
  const simd = parallelKernels(heap, pool, compiled);
  const gemm = parallelGemm(pool);
  const kernels: readonly KernelConfig[] = [
    identity(heap),
    tile(heap, simd),
    transpose(heap, simd),
    ...[concat(heap, simd), ...sliceKernels(heap, simd)].map(withDtypeFallback),
    reduce(heap, simd, Sum),
    reduce(heap, simd, Mean),
    unsortedSegmentSum(heap),
    batchMatMul(heap, gemm),
    conv2d(heap, pool, gemm),
    conv2dBackpropInput(heap, pool, gemm),
    conv2dBackpropFilter(heap, pool, gemm),
    ...attentionKernels(heap, pool),
    ...activationKernels(heap, simd),
    eppsPulley(heap, simd),
    ...fusedKernels(heap, simd),
  ];
  for (const kernel of kernels) {
    if (getKernel(kernel.kernelName, "wasm")) unregisterKernel(kernel.kernelName, "wasm");
    registerKernel(kernel);
  }
}

/** A kernel that leaves strings, and inputs of mixed dtypes, to the kernel of tfjs that it will replace. */
export function withDtypeFallback(kernel: KernelConfig): KernelConfig {
  const registered = getKernel(kernel.kernelName, kernel.backendName);
  const tfjsKernel = registered && (replaced.get(registered) ?? registered);
  if (!tfjsKernel) return kernel;
  const withFallback: KernelConfig = {
    ...kernel,
    kernelFunc: (given) => {
      const inputs = Object.values(given.inputs).filter((input) => input !== undefined);
      return (needFallback(inputs) ? tfjsKernel : kernel).kernelFunc(given);
    },
  };
  replaced.set(withFallback, tfjsKernel);
  return withFallback;
}

/** Kernels of tfjs by those that replaced them. */
const replaced = new WeakMap<KernelConfig, KernelConfig>();

/** Strings do not lie on the heap, and dtypes that differ are not copied but converted. */
function needFallback(inputs: readonly TensorInfo[]): boolean {
  return inputs.some(({ dtype }) => dtype === "string" || dtype !== inputs[0].dtype);
}
