import { fileURLToPath } from "node:url";
import { backend, setBackend } from "@tensorflow/tfjs-core";
import { type Multiply, registerWasmKernels, type WasmHeap } from "../../core/engine/mod.ts";
import { HostError } from "../../core/errors.ts";
import type { BlasReport } from "./backend_report.ts";
import { openBlas } from "./blas.ts";
import { granted } from "./granted.ts";

let opened: WasmHeap | undefined;

/** How to open WebAssembly. */
export interface WasmOptions {
  /** Let the system's BLAS compute matrix products. */
  readonly blas: boolean;
  /** Gives what stands in for BLAS' products, such as one that counts them. */
  readonly watch?: ((multiply: Multiply) => Multiply) | undefined;
}

/**
 * Makes tfjs compute in WebAssembly, with matrix products by the system's BLAS where wanted and found. Calling it
 * again switches the products.
 *
 * @throws {HostError} Where the module may not be read.
 */
export async function openWasm(options: WasmOptions): Promise<BlasReport> {
  const heap = opened ??= await openHeap();
  await setBackend("wasm");
  const search = options.blas ? openBlas() : { missing: "it was switched off" };
  if ("missing" in search) {
    registerWasmKernels(heap);
    return search;
  }
  const { library, threads, coreType } = search.blas;
  const multiply = search.blas.multiply(heap);
  registerWasmKernels(heap, options.watch?.(multiply) ?? multiply);
  return { library, threads, coreType };
}

/** tfjs does not declare all that its own kernels use. */
function isWasmHeap(opened: object): opened is WasmHeap {
  return "wasm" in opened && "dataIdMap" in opened && "makeOutput" in opened;
}

async function openHeap(): Promise<WasmHeap> {
  const { setWasmPaths, version_wasm: version } = await import("@tensorflow/tfjs-backend-wasm");
  // The package is loaded, so this is a file: no network.
  const file = "dist/tfjs-backend-wasm-simd.wasm";
  const url = import.meta.resolve(`npm:@tensorflow/tfjs-backend-wasm@${version}/${file}`);
  const path = fileURLToPath(url);
  if (!granted({ name: "read", path })) {
    throw new HostError(
      `Cannot open the wasm backend: ${path} may not be read, expected --allow-read=${path}`,
    );
  }
  setWasmPaths(fileURLToPath(new URL("./", url)));
  if (!await setBackend("wasm")) {
    throw new HostError(
      `Cannot open the wasm backend: ${path} did not start, expected WebAssembly with SIMD`,
    );
  }
  const heap = backend();
  if (isWasmHeap(heap)) return heap;
  throw new HostError("Cannot open the wasm backend: another one took its name, expected tfjs' own");
}
