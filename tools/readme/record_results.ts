/**
 * `deno task results [run…]`: keeps the figures of finished runs in `docs/results/` and writes the README's tables
 * of all that are kept, and those of the kept benchmarks.
 *
 * @module
 */

import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { writeAtomically } from "../../host/io/atomic_write.ts";
import { readEvaluated } from "../../host/evaluate_run.ts";
import { readMetrics } from "../../host/runs/metrics_log.ts";
import { RunFolder, type RunInfo } from "../../host/runs/run_folder.ts";
import { energiesTable, measuresEnergies } from "./energies_table.ts";
import {
  currentHash,
  readResults,
  recordedName,
  type RecordedResult,
  recordedResult,
} from "./recorded_result.ts";
import { betweenMarkers, markdownTable } from "./markdown_table.ts";
import { regenerateBenchTables } from "./regenerate_bench_tables.ts";
import { successCells } from "../../bench/success_cells.ts";
import { diagnosticsCell, runCell, timeCell } from "./run_cells.ts";

const HEAD = [
  "Task, preset, seed",
  "Success",
  "Random floor",
  "Simulator ceiling",
  "By stratum and criterion",
  "Diagnostics",
  "All told",
] as const;

function rowOf(result: RecordedResult): readonly string[] {
  const { rate, floor, ceiling, others } = successCells(result.evaluations.success);
  return [runCell(result), rate, floor, ceiling, others, diagnosticsCell(result), timeCell(result)];
}

/**
 * How well runs plan, as a Markdown table with one row a run; a column that no run fills is left out, and so are runs
 * that were measured by energies only.
 */
export function resultsTable(results: readonly RecordedResult[]): string {
  const rows = results.filter(({ evaluations }) => evaluations.success || !measuresEnergies(evaluations))
    .map(rowOf);
  const filled = HEAD.map((_, column) => rows.some((row) => row[column] !== "–"));
  return markdownTable([HEAD, ...rows].map((row) => row.filter((_, column) => filled[column])));
}

/**
 * Keeps the figures of runs among those of a project, and renews the table in its README.
 *
 * @returns Rows of the table.
 * @throws {InputError} for a run that is not finished, was measured with other options than its task's, or whose task is not the project's own, such as one with
 *   settings laid over it: nobody could repeat it from the table.
 */
export async function recordResults(
  project: string,
  runs: readonly string[],
  hashOf: (info: RunInfo) => Promise<string> = currentHash,
): Promise<number> {
  const folder = join(project, "docs/results");
  const readme = join(project, "README.md");
  mkdirSync(folder, { recursive: true });
  const opened = runs.map((path) => RunFolder.open(path));
  for (const run of opened) run.check();
  for (const run of opened) {
    const { info, path } = run;
    const { metrics, changed } = readEvaluated(run);
    if (changed) {
      throw new InputError(
        `Cannot keep the figures of "${path}": ${
          Object.keys(changed).join(", ")
        } was measured with other options than the task's, expected the task's; run "deno task evaluate ${path}"`,
      );
    }
    const kept = recordedResult(info, metrics, readMetrics(run.file("metrics.jsonl")));
    const hash = await hashOf(info);
    if (info.hash !== hash) {
      throw new InputError(
        `Cannot keep the figures of "${path}": its task has hash ${info.hash}, expected ${hash}, that of task "${info.task}" as it stands now, with nothing laid over it`,
      );
    }
    writeAtomically(join(folder, recordedName(kept)), `${JSON.stringify(kept, null, 2)}\n`);
  }
  const results = readResults(folder);
  const planned = betweenMarkers(readFileSync(readme, "utf8"), "results", resultsTable(results));
  writeAtomically(readme, betweenMarkers(planned, "energies", energiesTable(results)));
  return results.length;
}

if (import.meta.main) {
  try {
    const project = new URL("../../", import.meta.url).pathname;
    const rows = await recordResults(project, Deno.args);
    regenerateBenchTables(project);
    console.log(`docs/results and README.md: ${rows} rows, ${Deno.args.length} of them new`);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    console.error(error.message);
    Deno.exit(2);
  }
}
