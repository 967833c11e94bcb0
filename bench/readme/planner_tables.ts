import type { Json } from "../../core/types.ts";
import { fieldsOf } from "../../host/report/fields_of.ts";
import { formatNumber, formatSeconds } from "../../host/report/format.ts";
import type { PlannerResult } from "../planners/planner_report.ts";
import { type KeptPlanners, keptPlannersName } from "./kept_planners.ts";
import { markdownTable } from "./markdown_table.ts";
import { successCells } from "./success_cells.ts";

const HEAD = [
  "Task",
  "Planner",
  "Success",
  "Random floor",
  "Simulator ceiling",
  "By stratum",
  "A plan",
  "Model calls",
  "Futures",
] as const;

/** Where comparisons lie, seen from the README. */
const FOLDER = "bench/results";

const NONE = "–";

const number = (value: Json | undefined, unit = ""): string =>
  typeof value === "number" ? formatNumber(value) + unit : NONE;

function plannerRow({ task }: KeptPlanners, { planner, success }: PlannerResult): string[] {
  const { rate, floor, ceiling, strata } = successCells(success);
  const latency = fieldsOf(success.latencyMs);
  const effort = fieldsOf(success.perPlan);
  return [
    task,
    `\`${planner}\``,
    rate,
    floor,
    ceiling,
    strata,
    number(latency?.p50, " ms"),
    number(effort?.calls),
    number(effort?.candidates),
  ];
}

function conditionRow(kept: KeptPlanners): string[] {
  const { task, preset, seed, date, commit, seconds, machine, backend: { name, adapter, threads, blas } } =
    kept;
  const run = [task, ...(preset === null ? [] : [`\`${preset}\``]), `seed ${seed}`].join(", ");
  return [
    `[${run}](${FOLDER}/${keptPlannersName(kept)})`,
    `${date}${commit === undefined ? "" : `, commit ${commit}`}, in ${formatSeconds(seconds)}`,
    `${machine.processor}, ${machine.cores} cores`,
    [
      name,
      ...(adapter ? [adapter] : []),
      ...(threads === undefined ? [] : [`${threads} threads`]),
      ...(blas ? [blas.library] : []),
    ].join(", "),
  ];
}

// The formatter would turn no-break spaces into plain ones.
const plain = (row: readonly string[]): string[] =>
  row.map((cell) => cell.replaceAll(/[\u00a0\u202f]/g, " "));

/** The README's tables of planners on the same starts: the newest comparison of each task. */
export function plannerTables(kept: readonly KeptPlanners[]): string {
  const newest = [...new Map(kept.map((one) => [one.task, one])).values()];
  const rows = newest.flatMap((one) => one.planners.map((result) => plannerRow(one, result)));
  return [
    markdownTable([HEAD, ...rows].map(plain)),
    markdownTable([["Run", "Measured", "Machine", "Backend"], ...newest.map(conditionRow)].map(plain)),
  ].join("\n\n");
}
