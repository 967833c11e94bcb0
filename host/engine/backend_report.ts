/** What computes: `reference` is tfjs' plain JavaScript, for tests. */
export type BackendName = "webgpu" | "wasm" | "reference";

/** What the user asks for; `auto` takes a real GPU, else the processor, never a GPU played by the processor. */
export type BackendChoice = "auto" | BackendName;

/** A WebGPU adapter. */
export interface AdapterReport {
  /** Name, e.g. `NVIDIA H100` or `llvmpipe (LLVM 15.0.6, 256 bits)`. */
  readonly name: string;
  /** Whether the processor plays the GPU: right results, slowly. */
  readonly software: boolean;
}

/** The native library for matrix products, or one sentence on why there is none. */
export type BlasReport =
  | { readonly library: string; readonly coreType: string | undefined }
  | { readonly missing: string };

/** What was opened and why. */
export interface BackendReport {
  /** What computes. */
  readonly name: BackendName;
  /** The adapter, on WebGPU. */
  readonly adapter: AdapterReport | undefined;
  /** The native library, on wasm. */
  readonly blas: BlasReport | undefined;
  /** Threads that compute, on wasm. */
  readonly threads?: number;
  /** The processor, on wasm, where the system tells. */
  readonly processor?: string | undefined;
  /** Why this one, in one sentence without a period. */
  readonly reason: string;
}

/** Which backend computes and why, in one line. */
export function backendLine({ name, reason }: BackendReport): string {
  return `backend: ${name}, ${reason}`;
}
