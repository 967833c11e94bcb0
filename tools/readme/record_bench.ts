import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeAtomically } from "../../host/io/atomic_write.ts";
import type { BenchReport } from "../../bench/bench_report.ts";
import { checkoutFolder } from "./record_planners.ts";
import { recordedBench, recordedBenchName } from "./recorded_bench.ts";
import { regenerateBenchTables } from "./regenerate_bench_tables.ts";

/**
 * Keeps a report in `bench/results/` of a project and renews the tables in its README.
 *
 * @returns Where, below the project.
 * @throws {InputError} where the project is not on this machine.
 */
export function recordBench(report: BenchReport, project: string = checkoutFolder()): string {
  const folder = join(project, "bench/results");
  mkdirSync(folder, { recursive: true });
  const kept = recordedBench(report);
  const name = recordedBenchName(kept);
  writeAtomically(join(folder, name), `${JSON.stringify(kept, null, 2)}\n`);
  regenerateBenchTables(project);
  return `bench/results/${name}`;
}
