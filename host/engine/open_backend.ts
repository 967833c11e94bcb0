import { enableProdMode, setBackend } from "@tensorflow/tfjs-core";
import { type Multiply, registerGradients } from "../../core/engine/mod.ts";
import type { BackendChoice, BackendReport } from "./backend_report.ts";
import { findAdapter } from "./find_adapter.ts";
import { openWasm } from "./open_wasm.ts";
import { openWebgpu } from "./open_webgpu.ts";

/** How to open a backend. */
export interface BackendOptions {
  /** Let the system's BLAS compute matrix products on wasm, where it is found. Default true. */
  readonly blas?: boolean;
  /** Gives what stands in for BLAS' products, such as one that counts them. */
  readonly watch?: (multiply: Multiply) => Multiply;
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
      await import("@tensorflow/tfjs-backend-cpu");
      await setBackend("cpu");
      return { name: "reference", adapter: undefined, blas: undefined, reason: "asked for; slow, for tests" };
    default:
      return choice satisfies never;
  }
}

async function openBest(options: BackendOptions): Promise<BackendReport> {
  const found = await findAdapter();
  if (found && !found.report.software) {
    const adapter = await openWebgpu(found);
    return { name: "webgpu", adapter, blas: undefined, reason: `${adapter.name} is a real GPU` };
  }
  const why = found
    ? `the only WebGPU adapter is software (${found.report.name})`
    : "there is no WebGPU adapter";
  return await wasmReport(why, options);
}

async function wasmReport(why: string, { blas = true, watch }: BackendOptions): Promise<BackendReport> {
  const report = await openWasm({ blas, watch });
  const products = "missing" in report
    ? `no BLAS: ${report.missing}`
    : `matrix products by ${report.library}`;
  return { name: "wasm", adapter: undefined, blas: report, reason: `${why}; ${products}` };
}
