import type { Json } from "../../core/types.ts";
import { fieldsOf } from "../../host/report/json_table.ts";
import { formatNumber, formatSeconds } from "../../host/report/format.ts";
import type { PlannerResult } from "../../bench/planners/planner_report.ts";
import { type RecordedPlanners, recordedPlannersName } from "./recorded_planners.ts";
import { markdownTable } from "./markdown_table.ts";
import { runName } from "./recorded_result.ts";
import { successCells } from "../../bench/success_cells.ts";

const HEAD = [
  "Task, preset, seed",
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

function plannerRow(kept: RecordedPlanners, { planner, success }: PlannerResult): string[] {
  const { rate, floor, ceiling, strata } = successCells(success);
  const latency = fieldsOf(success.latencyMs);
  const effort = fieldsOf(success.perPlan);
  return [
    runName(kept),
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

/** What tells a run from the project's own of its name; nothing where it is that one. */
function peculiarity({ differs, hash }: RecordedPlanners): string {
  if (differs === undefined) return `, hash ${hash}`;
  return differs.length === 0 ? "" : `, with ${differs.map((one) => `\`${one}\``).join(" ")}`;
}

function conditionRow(kept: RecordedPlanners, linked: boolean): string[] {
  const { date, commit, seconds, machine, backend: { name, adapter, threads, blas } } = kept;
  const run = runName(kept);
  return [
    linked ? `[${run}](${FOLDER}/${recordedPlannersName(kept)})` : run + peculiarity(kept),
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

/**
 * The tables of planners on the same starts: the newest comparison of each task, preset and seed.
 *
 * @param linked Whether they are kept, as those of the README are; else the tables say what tells a run from the
 *   project's own.
 */
export function plannerTables(kept: readonly RecordedPlanners[], linked = true): string {
  const newest = linked ? [...new Map(kept.map((one) => [runName(one), one])).values()] : kept;
  const rows = newest.flatMap((one) => one.planners.map((result) => plannerRow(one, result)));
  return [
    markdownTable([HEAD, ...rows]),
    markdownTable([
      ["Run", "Measured", "Machine", "Backend"],
      ...newest.map((one) => conditionRow(one, linked)),
    ]),
  ].join("\n\n");
}
