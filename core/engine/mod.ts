/**
 * The tensor border and what runs behind it: upload, readback, shapes, leaks, and the kernels that tfjs' WebAssembly
 * backend lacks.
 *
 * @example
 * ```ts
 * import { expectShape } from "@orrery/orrery/core";
 *
 * expectShape({ shape: [2, 64] }, "latents", [-1, 64]);
 * ```
 *
 * @module
 */
export * from "./count_leaks.ts";
export * from "./device_errors.ts";
export * from "./expect_shape.ts";
export * from "./gradients/register_gradients.ts";
export * from "./read.ts";
export * from "./stop_gradient.ts";
export * from "./upload.ts";
export type { ThreadPool } from "./wasm/threads.ts";
export type { WasmHeap } from "./wasm/heap.ts";
export { type Gemm, type GemmArguments, stridesOf } from "./wasm/matmul.ts";
export type { Routine, Routines } from "./wasm/routines.ts";
export { registerWasmKernels } from "./wasm/register.ts";
