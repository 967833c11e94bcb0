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

/** What decides how results are rounded. What an earlier version did not note is undefined. */
const FIELDS: { readonly [field: string]: (report: BackendReport) => string | number | undefined } = {
  backend: ({ name }) => name,
  adapter: ({ adapter }) => adapter?.name,
  processor: ({ processor }) => processor,
  threads: ({ threads }) => threads,
  BLAS: ({ blas }) => blas && ("library" in blas ? blas.library : "none"),
  "core type": ({ blas }) => blas && "library" in blas ? blas.coreType ?? "the library's choice" : undefined,
};

/**
 * What computes otherwise than before, such as `threads is 2, was 4`. Nothing for a run that goes on as it was: on
 * WebAssembly its weights then come out byte-equal.
 */
export function backendChanges(before: BackendReport, now: BackendReport): readonly string[] {
  return Object.entries(FIELDS).flatMap(([field, of]) => {
    const [was, is] = [of(before), of(now)];
    return was === undefined || is === undefined || was === is ? [] : [`${field} is ${is}, was ${was}`];
  });
}
