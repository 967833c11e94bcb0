import type { BackendChoice } from "./engine/backend_report.ts";

/** Where to compute, and where runs and data lie. */
export interface ComputeOptions {
  /** Backend. */
  readonly backend: BackendChoice;
  /** Whether wasm may use the native BLAS. */
  readonly blas: boolean;
  /** Threads that compute on wasm; one a core, at most eight, unless told. */
  readonly threads?: number | undefined;
  /** Folder for runs and data. */
  readonly out: string;
}
