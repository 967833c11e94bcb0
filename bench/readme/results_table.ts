import { measuresEnergies } from "./energies_table.ts";
import type { KeptResult } from "./kept_result.ts";
import { markdownTable } from "./markdown_table.ts";
import { diagnosticsCell, runCell, timeCell } from "./run_cells.ts";
import { successCells } from "./success_cells.ts";

const HEAD = [
  "Task, preset, seed",
  "Success",
  "Random floor",
  "Simulator ceiling",
  "By stratum and criterion",
  "Diagnostics",
  "All told",
] as const;

function rowOf(result: KeptResult): readonly string[] {
  const { rate, floor, ceiling, others } = successCells(result.evaluations.success);
  return [runCell(result), rate, floor, ceiling, others, diagnosticsCell(result), timeCell(result)];
}

/**
 * How well runs plan, as a Markdown table with one row a run; a column that no run fills is left out, and so are runs
 * that were measured by energies only.
 */
export function resultsTable(results: readonly KeptResult[]): string {
  const rows = results.filter(({ evaluations }) => evaluations.success || !measuresEnergies(evaluations))
    .map(rowOf);
  const filled = HEAD.map((_, column) => rows.some((row) => row[column] !== "–"));
  return markdownTable([HEAD, ...rows].map((row) => row.filter((_, column) => filled[column])));
}
