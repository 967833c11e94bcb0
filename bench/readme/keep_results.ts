/**
 * `deno task results [run…]`: keeps the figures of finished runs in `docs/results/` and writes the README's table of
 * all that are kept.
 *
 * @module
 */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { writeAtomically } from "../../host/atomic_write.ts";
import { readEvaluated } from "../../host/evaluate_run.ts";
import { RunFolder } from "../../host/run/run_folder.ts";
import { betweenMarkers } from "./between_markers.ts";
import { keptName, keptResult } from "./kept_result.ts";
import { readResults } from "./read_results.ts";
import { resultsTable } from "./results_table.ts";

/** Keeps the figures of runs among those of a project, and renews the table in its README. */
export function keepResults(project: string, runs: readonly string[]): void {
  const folder = join(project, "docs/results");
  const readme = join(project, "README.md");
  mkdirSync(folder, { recursive: true });
  for (const path of runs) {
    const run = RunFolder.open(path);
    const kept = keptResult(run.info, readEvaluated(run).metrics);
    writeAtomically(join(folder, keptName(kept)), `${JSON.stringify(kept, null, 2)}\n`);
  }
  const table = resultsTable(readResults(folder));
  writeAtomically(readme, betweenMarkers(readFileSync(readme, "utf8"), "results", table));
}

if (import.meta.main) {
  try {
    keepResults(new URL("../../", import.meta.url).pathname, Deno.args);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    console.error(error.message);
    Deno.exit(2);
  }
}
