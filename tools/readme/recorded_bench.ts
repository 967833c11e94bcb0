import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { BackendReport } from "../../host/backends/backend_report.ts";
import type { BenchReport } from "../../bench/bench_report.ts";

/** What computed, without a path of the machine. */
export interface RecordedBenchBackend {
  /** Backend. */
  readonly name: string;
  /** Name of the adapter, on WebGPU. */
  readonly adapter?: string;
  /** Threads that computed, on wasm. */
  readonly threads?: number;
  /** The native library for matrix products, where there was one. */
  readonly blas?: {
    /** Its file name. */
    readonly library: string;
    /** Core type that it was told. */
    readonly coreType?: string;
  };
}

/** A report of benchmarks as it is kept with the code. */
export interface RecordedBench extends Omit<BenchReport, "backend"> {
  /** What computed. */
  readonly backend: RecordedBenchBackend;
}

/** What is kept of a backend: all that figures depend on but paths of the machine. */
export function recordedBenchBackend({ name, adapter, blas, threads }: BackendReport): RecordedBenchBackend {
  const native = blas && "library" in blas ? blas : undefined;
  return {
    name,
    ...(adapter && { adapter: adapter.name }),
    ...(threads !== undefined && { threads }),
    ...(native && {
      blas: {
        library: basename(native.library),
        ...(native.coreType !== undefined && { coreType: native.coreType }),
      },
    }),
  };
}

/** What is kept of a report: all of it but paths of the machine. */
export function recordedBench({ backend, ...report }: BenchReport): RecordedBench {
  return { ...report, backend: recordedBenchBackend(backend) };
}

/** File name of a report: `<date>-peers.json`, or `<date>-alone.json` where nothing was timed beside. */
export function recordedBenchName({ date, peer }: Pick<RecordedBench, "date" | "peer">): string {
  return `${date}-${peer ? "peers" : "alone"}.json`;
}

/** Reports of timings that are kept in a folder, oldest first; those of planners lie there, too, and are left out. */
export function readBenches(folder: string): readonly RecordedBench[] {
  return readdirSync(folder).filter((name) => /-(peers|alone)\.json$/.test(name)).sort()
    .map((name): RecordedBench => JSON.parse(readFileSync(join(folder, name), "utf8")));
}
