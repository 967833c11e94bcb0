import type { BackendChoice } from "./backends/backend_report.ts";
import { findAdapter } from "./backends/webgpu.ts";

/** The preset that `train` takes by default: `gpu` where it computes on a real GPU, `cpu` elsewhere. */
export async function defaultPreset(backend: BackendChoice = "auto"): Promise<"gpu" | "cpu"> {
  if (backend !== "auto" && backend !== "webgpu") return "cpu";
  const found = await findAdapter();
  return found && !found.report.software ? "gpu" : "cpu";
}

/** Where to compute, and where runs and data lie. */
export interface ComputeOptions {
  /** Backend. */
  readonly backend: BackendChoice;
  /** Whether wasm may use the native BLAS. */
  readonly blas: boolean;
  /** Threads that compute on wasm; by default one a core, at most eight. */
  readonly threads?: number | undefined;
  /** Folder for runs and data. */
  readonly out: string;
}
