import { registerBackend, removeBackend, setBackend } from "@tensorflow/tfjs-core";
import { reportDeviceError } from "../../core/engine/mod.ts";
import { HostError } from "../../core/errors.ts";
import type { AdapterReport } from "./backend_report.ts";
import { findAdapter, type FoundAdapter } from "./find_adapter.ts";

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
