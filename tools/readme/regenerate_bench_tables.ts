import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeAtomically } from "../../host/io/atomic_write.ts";
import { benchTables } from "./bench_tables.ts";
import { betweenMarkers } from "./markdown_table.ts";
import { plannerTables } from "./planner_tables.ts";
import { readBenches } from "./recorded_bench.ts";
import { readPlanners } from "./recorded_planners.ts";

/** Writes the tables of a project's kept benchmarks into its README: timings, and planners where some were compared. */
export function regenerateBenchTables(project: string): void {
  const readme = join(project, "README.md");
  const folder = join(project, "bench/results");
  const text = betweenMarkers(readFileSync(readme, "utf8"), "bench", benchTables(readBenches(folder)));
  const planners = readPlanners(folder);
  writeAtomically(
    readme,
    planners.length > 0 ? betweenMarkers(text, "planners", plannerTables(planners)) : text,
  );
}
