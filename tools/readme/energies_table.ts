import type { Json } from "../../core/types.ts";
import { fieldsOf } from "../../host/report/json_table.ts";
import { formatPercent } from "../../host/report/format.ts";
import type { RecordedResult } from "./recorded_result.ts";
import { markdownTable } from "./markdown_table.ts";
import { withInterval } from "../../bench/success_cells.ts";
import { diagnosticsCell, runCell, timeCell } from "./run_cells.ts";

type Evaluations = RecordedResult["evaluations"];
type Cells = ReadonlyMap<string, string>;

/** `97.8 % [96.1, 98.8], chance 10 %` for each tier. */
function tierCells(retrieval: Json): readonly (readonly [string, string])[] {
  return Object.entries(fieldsOf(retrieval) ?? {}).flatMap(([tier, found]) => {
    const { top1, low, high, chance } = fieldsOf(found) ?? {};
    const shares = [top1, low, high, chance];
    if (shares.some((value) => typeof value !== "number")) return [];
    const [rate, from, to, guess] = shares.map(Number);
    const first = withInterval({ rate, low: from, high: to });
    return [[`First among ${tier}`, `${first}, chance ${formatPercent(guess)}`] as const];
  });
}

/** `1.000 [0.996, 1.000], standing still 0.999` for each kind of false future. */
function surpriseCells(surprise: Json): readonly (readonly [string, string])[] {
  return Object.entries(fieldsOf(surprise) ?? {}).flatMap(([kind, found]) => {
    const { auc, low, high, still } = fieldsOf(found) ?? {};
    const shares = [auc, low, high, still];
    if (shares.some((value) => typeof value !== "number")) return [];
    const [area, from, to, unmoved] = shares.map((share) => Number(share).toFixed(3));
    return [[`AUC against ${kind}`, `${area} [${from}, ${to}], standing still ${unmoved}`] as const];
  });
}

function energyCells({ retrieval = null, surprise = null }: Evaluations): Cells {
  return new Map([...tierCells(retrieval), ...surpriseCells(surprise)]);
}

/** Whether a run was asked which future its energy takes for the true one. */
export function measuresEnergies(evaluations: Evaluations): boolean {
  return energyCells(evaluations).size > 0;
}

/**
 * How well energies tell what comes next, by evaluations `retrieval` and `surprise`, as a Markdown table with one
 * column a run.
 */
export function energiesTable(results: readonly RecordedResult[]): string {
  const asked = results.filter(({ evaluations }) => measuresEnergies(evaluations));
  const columns = asked.map((result): Cells =>
    new Map([
      ...energyCells(result.evaluations),
      ["Diagnostics", diagnosticsCell(result)],
      ["All told", timeCell(result)],
    ])
  );
  const lines = new Set(columns.flatMap((column) => [...column.keys()]));
  const last = ["Diagnostics", "All told"];
  const rows = [...[...lines].filter((line) => !last.includes(line)), ...last]
    .map((line) => [line, ...columns.map((column) => column.get(line) ?? "–")]);
  return markdownTable([["", ...asked.map(runCell)], ...rows]);
}
