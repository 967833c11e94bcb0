import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PlannerReport } from "../../bench/planners/planner_report.ts";
import { type KeptBenchBackend, keptBenchBackend } from "./kept_bench.ts";
import { keptName } from "./kept_result.ts";

/** A comparison of planners as it is kept with the code. */
export interface KeptPlanners extends Omit<PlannerReport, "backend"> {
  /** What computed. */
  readonly backend: KeptBenchBackend;
}

/** What is kept of a comparison: all of it but paths of the machine. */
export function keptPlanners({ backend, ...report }: PlannerReport): KeptPlanners {
  return { ...report, backend: keptBenchBackend(backend) };
}

/** File name of a comparison: `<date>-planners-<task>-<preset>-seed<seed>.json`. */
export function keptPlannersName(
  { date, ...run }: Pick<KeptPlanners, "date" | "task" | "preset" | "seed">,
): string {
  return `${date}-planners-${keptName(run)}`;
}

/** Comparisons of planners that are kept in a folder, oldest first. */
export function readPlanners(folder: string): readonly KeptPlanners[] {
  return readdirSync(folder).filter((name) => /-planners-.+\.json$/.test(name)).sort()
    .map((name): KeptPlanners => JSON.parse(readFileSync(join(folder, name), "utf8")));
}
