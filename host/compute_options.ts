import type { BackendChoice } from "./engine/backend_report.ts";

/** Where to compute, and where runs and data lie. */
export interface ComputeOptions {
  /** Backend. */
  readonly backend: BackendChoice;
  /** Whether wasm may use the native BLAS. */
  readonly blas: boolean;
  /** Folder for runs and data. */
  readonly out: string;
}
