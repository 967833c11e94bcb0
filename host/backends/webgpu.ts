import { registerBackend, removeBackend, setBackend } from "@tensorflow/tfjs-core";
import { reportDeviceError } from "../../core/engine/mod.ts";
import { HostError } from "../../core/errors.ts";
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

/** Raised to what the adapter has; the defaults are for phones. */
const LIMITS = [
  "maxBufferSize",
  "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupSizeX",
  "maxComputeWorkgroupSizeY",
  "maxComputeWorkgroupSizeZ",
  "maxComputeWorkgroupStorageSize",
  "maxComputeWorkgroupsPerDimension",
  "maxStorageBufferBindingSize",
  "maxStorageBuffersPerShaderStage",
] as const satisfies readonly (keyof GPUSupportedLimits)[];

let opened: AdapterReport | undefined;

/**
 * Makes tfjs compute on WebGPU; the device is made here, once a process, so that its errors are heard.
 *
 * @param found The adapter; the one there is, unless given.
 * @throws {HostError} Where there is no adapter.
 */
export async function openWebgpu(found?: FoundAdapter): Promise<AdapterReport> {
  if (opened === undefined) {
    const candidate = found ?? await findAdapter();
    if (!candidate) {
      throw new HostError(
        "Cannot open WebGPU: no adapter, expected a GPU with a Vulkan, Metal or Direct3D driver; " +
          "on Debian `apt-get install mesa-vulkan-drivers libvulkan1` brings a software one",
      );
    }
    await register(candidate.adapter);
    opened = candidate.report;
  }
  await setBackend("webgpu");
  return opened;
}

async function register(adapter: GPUAdapter): Promise<void> {
  // Imported here: loading it costs time that the other backends need not spend.
  const { WebGPUBackend } = await import("@tensorflow/tfjs-backend-webgpu");
  // After its device is made, an adapter has no info.
  const { info, limits } = adapter;
  const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, limits[name]]));
  const device = await adapter.requestDevice({ requiredLimits });
  device.addEventListener("uncapturederror", (event) => {
    event.preventDefault();
    reportDeviceError(event.error.message);
  });
  device.lost.then(({ reason, message }) => {
    if (reason !== "destroyed") reportDeviceError(`the device is lost: ${message}`);
  });
  removeBackend("webgpu");
  registerBackend("webgpu", () => new WebGPUBackend(device, info));
}
