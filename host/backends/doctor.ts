import { statfs } from "node:fs/promises";
import * as tf from "@tensorflow/tfjs-core";
import type { AdapterReport, BackendChoice, BackendName, BlasReport } from "./backend_report.ts";
import { coreTypeRates, coreTypes } from "./core_type_rates.ts";
import { cpuFlags, productInstructions } from "./cpu.ts";
import { findAdapter } from "./webgpu.ts";
import type { CoreTypeRates } from "./measure_core_types.ts";
import { measureProducts } from "./measure_products.ts";
import { openBackend } from "./open_backend.ts";
import { type Deviation, deviation, trainingStep } from "./self_check.ts";

/**
 * Names of the kernels on wasm that tfjs has no word for: each does in one pass what is several operations there.
 * None before wasm is opened.
 */
export function ownKernels(): readonly string[] {
  const known = new Set<unknown>(Object.values(tf));
  return tf.getKernelsForBackend("wasm").map(({ kernelName }) => kernelName).filter((name) =>
    !known.has(name)
  );
}

/** Whether runs can be saved in a folder. */
export interface DiskReport {
  /** The folder. */
  readonly folder: string;
  /** Free bytes, where the folder can be written to. */
  readonly free?: number;
  /** Why it cannot be written to. */
  readonly refused?: string;
}

/** Writes, flushes and removes a small file. */
export async function checkDisk(folder: string): Promise<DiskReport> {
  try {
    const path = await Deno.makeTempFile({ dir: folder, prefix: ".doctor-" });
    try {
      using file = await Deno.open(path, { write: true });
      await file.write(new Uint8Array(4096));
      await file.sync();
    } finally {
      await Deno.remove(path);
    }
    const { bavail, bsize } = await statfs(folder);
    return { folder, free: bavail * bsize };
  } catch (error) {
    return { folder, refused: (error as Error).message };
  }
}

/** The machine. */
export interface SystemReport {
  /** Version of Deno. */
  readonly deno: string;
  /** Operating system and architecture, e.g. `linux x86_64`. */
  readonly platform: string;
  /** Logical processors. */
  readonly cores: number;
  /** Instruction sets that matter for matrix products. */
  readonly instructions: readonly string[];
}

/** What one backend did with a small training step. */
export interface BackendCheck {
  /** Backend. */
  readonly name: BackendName;
  /** Distance from the reference; missing when it did not open or failed. */
  readonly deviation?: Deviation;
  /** Whether it may be trusted. */
  readonly passed: boolean;
  /** What went wrong, if anything. */
  readonly problem?: string;
}

/** What computes on the processor, and how fast: 10⁹ operations a second of a product of 1024 × 1024 matrices. */
export interface EngineReport {
  /** The native library. */
  readonly blas: BlasReport;
  /** Threads that compute. */
  readonly threads: number;
  /** Kernels that do in one pass what is several operations in tfjs. */
  readonly kernels: readonly string[];
  /** Speed without the library. */
  readonly without: number;
  /** Speed with it; missing where there is none. */
  readonly withBlas?: number;
  /** Speed by the library's core type, on one thread; missing where they were not measured. */
  readonly coreTypes?: CoreTypeRates;
  /** Why these speeds could not be kept, in one sentence without a period; missing when they were. */
  readonly unkept?: string;
}

/** What this machine can do, and what would make it faster. */
export interface DoctorReport {
  /** The machine. */
  readonly system: SystemReport;
  /** The WebGPU adapter, with limits that bound model sizes, in bytes. */
  readonly adapter: (AdapterReport & { readonly buffer: number; readonly binding: number }) | undefined;
  /** What computes on the processor. */
  readonly engine: EngineReport;
  /** Self-checks. */
  readonly backends: readonly BackendCheck[];
  /** The folder for runs. */
  readonly disk: DiskReport;
  /** What `auto` opens, and why. */
  readonly choice: { readonly name: BackendName; readonly reason: string };
  /** What to do, a sentence each; none when all is well. */
  readonly remedies: readonly string[];
}

/** Side of the matrices that are timed: so large that what lies around a product hardly counts. */
const SIDE = 1024;

const ALLOWED: Deviation = { loss: 1e-5, gradient: 1e-4 };

/**
 * Examines the machine: backends against the reference, speed, disk. Leaves what `auto` opens as the backend.
 *
 * @param options `folder` is where runs will be saved; it must exist.
 */
export async function doctor({ folder = "." }: { readonly folder?: string } = {}): Promise<DoctorReport> {
  const found = await findAdapter();
  const adapter = found && {
    ...found.report,
    buffer: found.adapter.limits.maxBufferSize,
    binding: found.adapter.limits.maxStorageBufferBindingSize,
  };
  await openBackend("reference");
  const expected = await trainingStep();
  const engine = await examineEngine();
  const backends = [await check("wasm", expected), ...adapter ? [await check("webgpu", expected)] : []];
  const disk = await checkDisk(folder);
  const { name, reason } = await openBackend("auto");
  const report = { system: examineSystem(), adapter, engine, backends, disk, choice: { name, reason } };
  return { ...report, remedies: remedies(report) };
}

function examineSystem(): SystemReport {
  return {
    deno: Deno.version.deno,
    platform: `${Deno.build.os} ${Deno.build.arch}`,
    cores: navigator.hardwareConcurrency,
    instructions: productInstructions(),
  };
}

async function examineEngine(): Promise<EngineReport> {
  await openBackend("wasm", { blas: false });
  const without = await measureProducts(SIDE, 3);
  const { blas = { missing: "it was not looked for" }, threads = 1 } = await openBackend("wasm", {
    measure: true,
  });
  const report = { blas, threads, kernels: ownKernels(), without };
  if ("missing" in blas) return report;
  const [measured, withBlas] = [await coreTypeRates(), await measureProducts(SIDE, 10)];
  if (!measured) return { ...report, withBlas };
  const { rates: coreTypes, ...rest } = measured;
  return { ...report, withBlas, coreTypes, ...rest };
}

async function check(
  name: BackendChoice & BackendName,
  expected: readonly Float32Array[],
): Promise<BackendCheck> {
  try {
    await openBackend(name);
    const found = deviation(await trainingStep(), expected);
    const passed = found.loss <= ALLOWED.loss && found.gradient <= ALLOWED.gradient;
    return {
      name,
      deviation: found,
      passed,
      ...passed ? {} : { problem: "its results differ from the reference's" },
    };
  } catch (error) {
    return { name, passed: false, problem: (error as Error).message };
  }
}

/** What is to be done for faster products. */
function productRemedies({ blas, without, coreTypes: rates, unkept }: EngineReport): string[] {
  if ("missing" in blas) {
    const speed = `Matrix products are slow, ${without.toFixed(0)} GFLOPS`;
    return [`${speed}; OpenBLAS was measured at four times that with AVX-512: ${blas.missing}`];
  }
  if (unkept !== undefined) return [`OpenBLAS' core types are measured anew each time: ${unkept}`];
  if (Deno.build.os !== "linux" || rates) return [];
  const flags = cpuFlags();
  if (flags.size === 0) {
    return ["The processor's instruction sets are hidden: --allow-run=lscpu lets OpenBLAS use AVX-512"];
  }
  if (coreTypes(flags).length === 0) return [];
  return [
    "OpenBLAS' core types were not measured: this needs --allow-run=deno and $XDG_CACHE_HOME or ~/.cache",
  ];
}

function remedies({ adapter, engine, backends, disk }: Omit<DoctorReport, "remedies">): string[] {
  const list: string[] = [];
  if (adapter?.software) {
    list.push("WebGPU is played by the processor: install the GPU's Vulkan driver if it has a GPU");
  }
  list.push(...productRemedies(engine));
  for (const { name, problem } of backends) {
    if (problem) list.push(`Do not use --backend ${name}: ${problem}`);
  }
  if (disk.refused) {
    list.push(`Runs cannot be saved in ${disk.folder}: ${disk.refused}; choose another with --out`);
  }
  return list;
}
