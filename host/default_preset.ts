import type { BackendChoice } from "./engine/backend_report.ts";
import { findAdapter } from "./engine/find_adapter.ts";

/** The preset that `train` takes unless told: `gpu` where it computes on a real GPU, `cpu` elsewhere. */
export async function defaultPreset(backend: BackendChoice = "auto"): Promise<"gpu" | "cpu"> {
  if (backend !== "auto" && backend !== "webgpu") return "cpu";
  const found = await findAdapter();
  return found && !found.report.software ? "gpu" : "cpu";
}
