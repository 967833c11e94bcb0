import { formatSeconds } from "../../host/report/format.ts";
import { fieldsOf } from "../../host/report/fields_of.ts";
import { type KeptBackend, keptName, type KeptResult } from "./kept_result.ts";
import { markdownTable } from "./markdown_table.ts";
import { energyCell } from "./energy_cell.ts";
import { runName } from "./run_name.ts";
import { successCells } from "./success_cells.ts";

const HEAD = [
  "Task, preset, seed",
  "Success",
  "Random floor",
  "Simulator ceiling",
  "By stratum and criterion",
  "By energy",
  "Diagnostics",
  "All told",
] as const;

/** Where results lie, seen from the README. */
const FOLDER = "docs/results";

/** The rank correlation of the planner's cost with the true one, in the first and the last iteration. */
function fidelityLine({ evaluations }: KeptResult): string[] {
  const iterations = fieldsOf(fieldsOf(evaluations["cost-fidelity"])?.iterations);
  const values = Object.values(iterations ?? {}).map((iteration) => fieldsOf(iteration)?.spearman);
  const [first, last] = [values[0], values.at(-1)];
  if (typeof first !== "number" || typeof last !== "number") return [];
  return [`cost to truth ${first.toFixed(2)} … ${last.toFixed(2)}`];
}

/** What needs no probe: how much of the latent space is used, and how well held-out frames are predicted. */
function diagnosticsOf(result: KeptResult): string[] {
  const { gauges } = result;
  if (!gauges) return fidelityLine(result);
  const { rank, std, ratio, terms } = gauges;
  return [
    `rank ${rank.toFixed(1)} of ${std.length}`,
    ...(typeof ratio === "number" ? [`held-out error ${ratio.toFixed(2)}`] : []),
    ...(terms.sigreg === undefined ? [] : [`SIGReg ${terms.sigreg.toFixed(2)}`]),
    ...fidelityLine(result),
  ];
}

function computedOn({ name, adapter, blas }: KeptBackend): string {
  return adapter ?? (blas ? `${name} with BLAS` : name);
}

function rowOf(result: KeptResult): readonly string[] {
  const { seconds, backend } = result;
  const { rate, floor, ceiling, others } = successCells(result.evaluations.success);
  return [
    `[${runName(result)}](${FOLDER}/${keptName(result)})`,
    rate,
    floor,
    ceiling,
    others,
    energyCell(result.evaluations),
    diagnosticsOf(result).join("<br>") || "–",
    `${formatSeconds(seconds)}, ${computedOn(backend)}`,
  ];
}

/** What many runs measured, as a Markdown table with one row a run; a column that no run fills is left out. */
export function resultsTable(results: readonly KeptResult[]): string {
  const rows = results.map(rowOf);
  const filled = HEAD.map((_, column) => rows.some((row) => row[column] !== "–"));
  const shown = [HEAD, ...rows].map((row) => row.filter((_, column) => filled[column]));
  // The formatter would turn no-break spaces into plain ones.
  return markdownTable(shown.map((row) => row.map((cell) => cell.replaceAll("\u00a0", " "))));
}
