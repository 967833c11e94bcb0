import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeAtomically } from "../../host/atomic_write.ts";
import { benchTables } from "./bench_tables.ts";
import { betweenMarkers } from "./between_markers.ts";
import { readBenches } from "./read_benches.ts";

/** Writes the tables of a project's kept benchmarks into its README. */
export function renewBenchTables(project: string): void {
  const readme = join(project, "README.md");
  const tables = benchTables(readBenches(join(project, "bench/results")));
  writeAtomically(readme, betweenMarkers(readFileSync(readme, "utf8"), "bench", tables));
}
