import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PlannerReport } from "../../bench/planners/planner_report.ts";
import { type RecordedBenchBackend, recordedBenchBackend } from "./recorded_bench.ts";
import { recordedName } from "./recorded_result.ts";

/** A comparison of planners as it is kept with the code. */
export interface RecordedPlanners extends Omit<PlannerReport, "backend"> {
  /** What computed. */
  readonly backend: RecordedBenchBackend;
}

/** What is kept of a comparison: all of it but paths of the machine. */
export function recordedPlanners({ backend, ...report }: PlannerReport): RecordedPlanners {
  return { ...report, backend: recordedBenchBackend(backend) };
}

/** File name of a comparison: `<date>-planners-<task>-<preset>-seed<seed>.json`. */
export function recordedPlannersName(
  { date, ...run }: Pick<RecordedPlanners, "date" | "task" | "preset" | "seed">,
): string {
  return `${date}-planners-${recordedName(run)}`;
}

/** Comparisons of planners that are kept in a folder, oldest first. */
export function readPlanners(folder: string): readonly RecordedPlanners[] {
  return readdirSync(folder).filter((name) => /-planners-.+\.json$/.test(name)).sort()
    .map((name): RecordedPlanners => JSON.parse(readFileSync(join(folder, name), "utf8")));
}
