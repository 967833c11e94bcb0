import type { AdapterReport, BackendChoice, BackendName, BlasReport } from "./backend_report.ts";
import { checkDisk, type DiskReport } from "./check_disk.ts";
import { cpuFlags } from "./cpu_flags.ts";
import { findAdapter } from "./find_adapter.ts";
import { measureProducts } from "./measure_products.ts";
import { openBackend } from "./open_backend.ts";
import { type Deviation, deviation, trainingStep } from "./self_check.ts";

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

/** What this machine can do, and what would make it faster. */
export interface DoctorReport {
  /** The machine. */
  readonly system: SystemReport;
  /** The WebGPU adapter, with limits that bound model sizes, in bytes. */
  readonly adapter: (AdapterReport & { readonly buffer: number; readonly binding: number }) | undefined;
  /** The native library, and 10⁹ operations a second of a 512 × 512 product with it and without. */
  readonly blas: { readonly report: BlasReport; readonly withBlas?: number; readonly without: number };
  /** Self-checks. */
  readonly backends: readonly BackendCheck[];
  /** The folder for runs. */
  readonly disk: DiskReport;
  /** What `auto` opens, and why. */
  readonly choice: { readonly name: BackendName; readonly reason: string };
  /** What to do, a sentence each; none when all is well. */
  readonly remedies: readonly string[];
}

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
  const blas = await examineBlas();
  const backends = [await check("wasm", expected), ...adapter ? [await check("webgpu", expected)] : []];
  const disk = await checkDisk(folder);
  const { name, reason } = await openBackend("auto");
  const report = { system: examineSystem(), adapter, blas, backends, disk, choice: { name, reason } };
  return { ...report, remedies: remedies(report) };
}

function examineSystem(): SystemReport {
  const flags = cpuFlags();
  return {
    deno: Deno.version.deno,
    platform: `${Deno.build.os} ${Deno.build.arch}`,
    cores: navigator.hardwareConcurrency,
    instructions: ["avx2", "avx512f", "amx_tile", "asimd"].filter((flag) => flags.has(flag)),
  };
}

async function examineBlas(): Promise<DoctorReport["blas"]> {
  await openBackend("wasm", { blas: false });
  const without = await measureProducts(512, 5);
  const { blas: report } = await openBackend("wasm");
  if (!report || "missing" in report) {
    return { report: report ?? { missing: "it was not looked for" }, without };
  }
  return { report, withBlas: await measureProducts(512, 10), without };
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

function remedies({ adapter, blas, backends, disk }: Omit<DoctorReport, "remedies">): string[] {
  const list: string[] = [];
  if (adapter?.software) {
    list.push("WebGPU is played by the processor: install the GPU's Vulkan driver if it has a GPU");
  }
  if ("missing" in blas.report) list.push(`Matrix products are slow: ${blas.report.missing}`);
  else if (Deno.build.os === "linux" && cpuFlags().size === 0) {
    list.push("The processor's instruction sets are hidden: --allow-run=lscpu lets OpenBLAS use AVX-512");
  }
  for (const { name, problem } of backends) {
    if (problem) list.push(`Do not use --backend ${name}: ${problem}`);
  }
  if (disk.refused) {
    list.push(`Runs cannot be saved in ${disk.folder}: ${disk.refused}; choose another with --out`);
  }
  return list;
}
