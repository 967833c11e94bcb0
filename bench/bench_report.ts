import type { BackendReport } from "../host/backends/backend_report.ts";
import type { BenchResult } from "./bench_result.ts";
import type { Machine } from "./examine_machine.ts";

/** Results, and what they depend on. */
export interface BenchReport {
  /** Day, ISO 8601. */
  readonly date: string;
  /** The project's commit, where it is known. */
  readonly commit?: string;
  /** The machine. */
  readonly machine: Machine;
  /** What computed. */
  readonly backend: BackendReport;
  /** 10⁹ operations a second of the native library's 1024 × 1024 products, where there is one. */
  readonly roof?: number;
  /** Versions of everything that computes. */
  readonly versions: { readonly [name: string]: string };
  /** Versions of the peer, and its threads. */
  readonly peer?: { readonly [name: string]: string | number };
  /** Seconds of all of it. */
  readonly seconds: number;
  /** A line for each figure. */
  readonly results: readonly BenchResult[];
}
