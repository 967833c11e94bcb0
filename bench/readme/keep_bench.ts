import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { writeAtomically } from "../../host/atomic_write.ts";
import type { BenchReport } from "../bench_report.ts";
import { keptBench, keptBenchName } from "./kept_bench.ts";
import { renewBenchTables } from "./renew_bench_tables.ts";

/** The clone that this file belongs to. */
function clone(): string {
  const { protocol, pathname } = new URL("../../", import.meta.url);
  if (protocol === "file:") return pathname;
  throw new InputError("Cannot keep the result: the program is no clone of the project, leave out --write");
}

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
