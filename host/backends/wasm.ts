import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { backend, setBackend } from "@tensorflow/tfjs-core";
import { type Gemm, registerWasmKernels, type WasmHeap } from "../../core/engine/mod.ts";
import { shareMemory } from "../../core/engine/wasm/share_memory.ts";
import { HostError } from "../../core/errors.ts";
import type { BlasReport } from "./backend_report.ts";
import { openBlas } from "./blas.ts";
import { granted } from "./granted.ts";
import { type KernelThreads, startKernelThreads } from "./thread_pool.ts";

/** Begins something once for each key and gives it again; what failed is forgotten, so that it can be tried again. */
export class OnceEach<T> {
  readonly #begun = new Map<string, Promise<T>>();

  /** What was begun for the key, or what `begin` begins. */
  get(key: string, begin: () => Promise<T>): Promise<T> {
    const known = this.#begun.get(key);
    if (known) return known;
    const begun = begin();
    this.#begun.set(key, begun);
    begun.catch(() => this.#begun.delete(key));
    return begun;
  }

  /** Forgets what was begun for the key: it is begun anew when it is asked for again. */
  forget(key: string): void {
    this.#begun.delete(key);
  }
}

/** What each further thread loads by itself, where the framework lies on the disk. */
const OF_THREADS = [new URL("../../core", import.meta.url), new URL(".", import.meta.url)];

/**
 * Refuses to start what may not read its own files.
 *
 * @param threads Threads that compute: more than one read the framework's files, too.
 * @param module Path of the WebAssembly module; none when it is open.
 * @throws {HostError} With all that must be readable.
 */
export function expectReadable(threads: number, module?: string): void {
  const sources = threads > 1 ? OF_THREADS.filter(({ protocol }) => protocol === "file:") : [];
  const paths = [...module === undefined ? [] : [module], ...sources.map((url) => fileURLToPath(url))];
  const hidden = paths.filter((path) => !granted({ name: "read", path }));
  if (hidden.length === 0) return;
  const fewer = sources.length > 0 ? ", or one thread by --threads 1" : "";
  throw new HostError(
    `Cannot open the wasm backend: ${hidden.join(" and ")} may not be read, expected --allow-read=${
      paths.join(",")
    }${fewer}`,
  );
}

const MODULE = "tfjs-backend-wasm-simd.wasm";

/** The builds that are never taken; tfjs asks for the paths of all three. */
const UNUSED = { "tfjs-backend-wasm.wasm": "", "tfjs-backend-wasm-threaded-simd.wasm": "" };

let opened: WasmHeap | undefined;

/** Threads beside which one more gains little: kernels wait for memory, not for cores. */
const MOST_THREADS = 8;

/** Threads by their number and their native library. */
const started = new OnceEach<KernelThreads>();

/** Those that the kernels are spread over, and what they are known by. */
let used: { readonly key: string; readonly threads: KernelThreads } | undefined;

/** How to open WebAssembly. */
export interface WasmOptions {
  /** Why the system's BLAS must not compute matrix products, as a clause; undefined where it may. */
  readonly without?: string | undefined;
  /** Threads that compute, at most eight; by default as many as there are cores. */
  readonly threads?: number | undefined;
  /** Gives what stands in for the calling thread's products by BLAS, such as one that counts them. */
  readonly watch?: ((multiply: Gemm) => Gemm) | undefined;
}

/** What computes on the processor. */
export interface WasmReport {
  /** Native library for products. */
  readonly blas: BlasReport;
  /** Threads that compute. */
  readonly threads: number;
}

/**
 * Makes tfjs compute in WebAssembly on all cores, with matrix products by the system's BLAS where wanted and found.
 * Calling it again switches the products.
 *
 * Its threads end when others are asked for, or with the process. They outlive a Deno worker that opened this and was
 * terminated: ask for one thread there.
 *
 * @throws {HostError} Where the module, or what further threads load, may not be read.
 */
export async function openWasm(options: WasmOptions): Promise<WasmReport> {
  const { threads: wanted = navigator.hardwareConcurrency } = options;
  const most = Math.max(1, Math.min(MOST_THREADS, wanted));
  const heap = opened ??= await openHeap(most);
  await setBackend("wasm");
  const search = options.without === undefined ? openBlas() : { missing: options.without };
  const found = "missing" in search ? undefined : search.blas;
  const { memory } = heap.wasm.asm;
  // Who opened tfjs' backend before us did so on memory that no other thread can see.
  const count = memory.buffer instanceof SharedArrayBuffer ? most : 1;
  const library = Deno.build.os === "darwin" ? undefined : found?.library;
  const key = `${count} ${library}`;
  const threads = await started.get(key, () => startThreads(memory, count, library));
  const multiply = found?.multiply(() => memory.buffer);
  registerWasmKernels(heap, multiply && (options.watch?.(multiply) ?? multiply), threads.gather);
  use(key, threads);
  const blas = found ? { library: found.library, coreType: found.coreType } : search as { missing: string };
  return { blas, threads: threads.count };
}

function startThreads(
  memory: WebAssembly.Memory,
  count: number,
  library: string | undefined,
): Promise<KernelThreads> {
  expectReadable(count);
  return startKernelThreads(memory, count, library);
}

/** Ends the threads that no kernel is spread over any more. */
function use(key: string, threads: KernelThreads): void {
  if (used && used.threads !== threads) {
    started.forget(used.key);
    used.threads.close();
  }
  used = { key, threads };
}

/** tfjs does not declare all that its own kernels use. */
function isWasmHeap(opened: object): opened is WasmHeap {
  return "wasm" in opened && "dataIdMap" in opened && "makeOutput" in opened;
}

/** tfjs takes the 0 that `malloc` gives when the memory is full for an address, and writes there. */
function refuseWhenFull(wasm: WasmHeap["wasm"]): void {
  const allocate = wasm._malloc;
  wasm._malloc = (bytes) => {
    const address = allocate(bytes);
    if (address === 0) {
      throw new RangeError(`the WebAssembly memory is full, ${bytes} bytes more were wanted`);
    }
    return address;
  };
}

async function openHeap(threads: number): Promise<WasmHeap> {
  const { setWasmPaths, version_wasm: version } = await import("@tensorflow/tfjs-backend-wasm");
  // The package is loaded, so this is a file: no network.
  const url = import.meta.resolve(`npm:@tensorflow/tfjs-backend-wasm@${version}/dist/${MODULE}`);
  const path = fileURLToPath(url);
  expectReadable(threads, path);
  const shared = URL.createObjectURL(new Blob([shareMemory(Uint8Array.from(readFileSync(path)))]));
  try {
    setWasmPaths({ [MODULE]: shared, ...UNUSED }, true);
    if (!await setBackend("wasm")) {
      throw new HostError(
        `Cannot open the wasm backend: ${path} did not start, expected WebAssembly with SIMD`,
      );
    }
  } finally {
    URL.revokeObjectURL(shared);
  }
  const heap = backend();
  if (isWasmHeap(heap)) {
    refuseWhenFull(heap.wasm);
    return heap;
  }
  throw new HostError("Cannot open the wasm backend: another one took its name, expected tfjs' own");
}
