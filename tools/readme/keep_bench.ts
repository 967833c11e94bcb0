import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeAtomically } from "../../host/io/atomic_write.ts";
import type { BenchReport } from "../../bench/bench_report.ts";
import { clone } from "./keep_planners.ts";
import { keptBench, keptBenchName } from "./kept_bench.ts";
import { renewBenchTables } from "./renew_bench_tables.ts";

/**
 * Keeps a report in `bench/results/` of a project and renews the tables in its README.
 *
 * @returns Where, below the project.
 * @throws {InputError} where the project is not on this machine.
 */
export function keepBench(report: BenchReport, project: string = clone()): string {
  const folder = join(project, "bench/results");
  mkdirSync(folder, { recursive: true });
  const kept = keptBench(report);
  const name = keptBenchName(kept);
  writeAtomically(join(folder, name), `${JSON.stringify(kept, null, 2)}\n`);
  renewBenchTables(project);
  return `bench/results/${name}`;
}
