import type { AdapterReport } from "./backend_report.ts";
import { granted } from "./granted.ts";

const SOFTWARE = /llvmpipe|lavapipe|swiftshader|software|basic render/i;

/** An adapter with its report. */
export interface FoundAdapter {
  /** Adapter, good for one device. */
  readonly adapter: GPUAdapter;
  /** What it is. */
  readonly report: AdapterReport;
}

/** The WebGPU adapter that there is, the fastest first, or undefined. */
export async function findAdapter(): Promise<FoundAdapter | undefined> {
  preferVulkan();
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) return undefined;
  const { description, device, vendor, isFallbackAdapter } = adapter.info;
  const name = description || device || vendor || "unnamed adapter";
  return { adapter, report: { name, software: isFallbackAdapter || SOFTWARE.test(name) } };
}

/**
 * Both are read when the first adapter is requested. Without the first, a missing Vulkan driver leaves OpenGL under
 * the same adapter name with half the storage buffers; without the second, Mesa complains on stderr.
 */
function preferVulkan(): void {
  if (Deno.build.os !== "linux") return;
  for (const [variable, value] of [["DENO_WEBGPU_BACKEND", "vulkan"], ["XDG_RUNTIME_DIR", "/tmp"]]) {
    if (granted({ name: "env", variable }) && !Deno.env.has(variable)) Deno.env.set(variable, value);
  }
}
