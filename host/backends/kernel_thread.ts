/**
 * A thread that runs kernels on the caller's heap.
 *
 * @module
 */
import { parentPort, workerData } from "node:worker_threads";
// Straight from their files: the engine's front door would load tfjs, too.
import { openSimdKernels } from "../../core/engine/wasm/simd.ts";
import { type Routine, routinesOf } from "../../core/engine/wasm/routines.ts";
import { ThreadPoolMemory } from "./thread_pool_memory.ts";
import { openProducts } from "./open_products.ts";

/** What the thread is given. */
export interface KernelThreadData {
  /** The heap. */
  readonly memory: WebAssembly.Memory;
  /** Where calls come from. */
  readonly calls: SharedArrayBuffer;
  /** Library for products, by path or name; undefined for none. */
  readonly library: string | undefined;
}

const { memory, calls, library } = workerData as KernelThreadData;
const multiply = library === undefined ? undefined : openProducts(library, () => memory.buffer);
const routines = Object.entries(routinesOf(openSimdKernels(memory), multiply));
const list: readonly Routine[] = routines.map(([, routine]) => routine);
parentPort?.postMessage(routines.map(([name]) => name));
new ThreadPoolMemory(calls).serve((routine, given) => list[routine](...given));
