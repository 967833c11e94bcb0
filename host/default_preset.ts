import { findAdapter } from "./engine/find_adapter.ts";

/** The preset that `train` takes unless told: `gpu` where there is a real GPU, `cpu` elsewhere. */
export async function defaultPreset(): Promise<"gpu" | "cpu"> {
  const found = await findAdapter();
  return found && !found.report.software ? "gpu" : "cpu";
}
