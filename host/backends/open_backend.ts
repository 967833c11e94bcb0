import { enableProdMode, setBackend } from "@tensorflow/tfjs-core";
import { type Gemm, registerGradients } from "../../core/engine/mod.ts";
import type { BackendChoice, BackendReport, BlasReport } from "./backend_report.ts";
import { openBlas } from "./blas.ts";
import { settleCoreType } from "./core_type.ts";
import { cpuModel } from "./cpu.ts";
import { findAdapter, openWebgpu } from "./webgpu.ts";
import { openWasm } from "./wasm.ts";

/** How to open a backend. */
export interface BackendOptions {
  /** Let the system's BLAS compute matrix products on wasm, where it is found. Default true. */
  readonly blas?: boolean;
  /** Measure which core type of BLAS is fastest, the first time on a machine; else the processor's flags decide. */
  readonly measure?: boolean;
  /** What a run was computed with until now: it is opened alike, as far as choice and machine allow. */
  readonly like?: BackendReport | undefined;
  /** Threads that compute on wasm; by default as many as there are cores, at most eight. */
  readonly threads?: number | undefined;
  /** Gives what stands in for the calling thread's products by BLAS, such as one that counts them. */
  readonly watch?: (multiply: Gemm) => Gemm;
}

/**
 * Opens what computes. May be called again, also with another choice; tensors stay with the backend that made
 * them.
 *
 * @param choice `auto` takes a real WebGPU adapter, else wasm; `webgpu` takes a software adapter too.
 * @throws {HostError} When what was asked for by name is not there, with the remedy.
 */
export async function openBackend(
  choice: BackendChoice,
  options: BackendOptions = {},
): Promise<BackendReport> {
  // tfjs else prints advice on every start.
  enableProdMode();
  registerGradients();
  switch (choice) {
    case "auto":
      return await openBest(options);
    case "webgpu": {
      const adapter = await openWebgpu();
      const kind = adapter.software ? ", a software adapter: right results, slowly" : "";
      return {
        name: "webgpu",
        adapter,
        blas: undefined,
        reason: `asked for; computes on ${adapter.name}${kind}`,
      };
    }
    case "wasm":
      return await wasmReport("asked for", options);
    case "reference":
      return await openReference("asked for");
    default:
      return choice satisfies never;
  }
}

async function openReference(why: string): Promise<BackendReport> {
  await import("@tensorflow/tfjs-backend-cpu");
  await setBackend("cpu");
  return { name: "reference", adapter: undefined, blas: undefined, reason: `${why}; slow, for tests` };
}

async function openBest(options: BackendOptions): Promise<BackendReport> {
  const begun = options.like?.name;
  if (begun === "wasm") return await wasmReport("the run was begun on it", options);
  if (begun === "reference") return await openReference("the run was begun on it");
  const found = await findAdapter();
  if (found && !found.report.software) {
    const adapter = await openWebgpu(found);
    return {
      name: "webgpu",
      adapter,
      blas: undefined,
      reason: `${adapter.name} is a real GPU`,
    };
  }
  const why = found
    ? `the only WebGPU adapter is software (${found.report.name})`
    : "there is no WebGPU adapter";
  return await wasmReport(why, options);
}

async function wasmReport(
  why: string,
  { blas = true, measure, like, threads = like?.threads, watch }: BackendOptions,
): Promise<BackendReport> {
  const kept = like?.blas && "library" in like.blas ? like.blas : undefined;
  const never = like?.blas && "missing" in like.blas ? like.blas.missing : undefined;
  const without = blas ? never : "it was switched off";
  const unkept = without === undefined ? await settleCoreType({ measure, kept }) : undefined;
  const report = await openWasm({ without, threads, watch });
  const products = productsLine(report.blas, blas && never !== undefined);
  const reason = [why, products, ...unkept === undefined ? [] : [`core types not kept: ${unkept}`]].join(
    "; ",
  );
  return { name: "wasm", adapter: undefined, ...report, processor: cpuModel(), reason };
}

/** What computes products; for a run that never had a library, what to do where there is one now. */
function productsLine(blas: BlasReport, neverHad: boolean): string {
  if ("library" in blas) return `matrix products by ${blas.library}`;
  return neverHad && "blas" in openBlas()
    ? `the run was begun without BLAS: ${blas.missing}; --new begins one with it`
    : `no BLAS: ${blas.missing}`;
}
