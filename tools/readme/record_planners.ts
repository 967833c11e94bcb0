import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { writeAtomically } from "../../host/io/atomic_write.ts";
import { isSmoke, SMOKE } from "../../host/runs/smoke.ts";
import type { PlannerReport } from "../../bench/planners/planner_report.ts";
import { recordedPlanners, recordedPlannersName } from "./recorded_planners.ts";
import { currentHash } from "./recorded_result.ts";
import { regenerateBenchTables } from "./regenerate_bench_tables.ts";

/**
 * The clone that this file belongs to.
 *
 * @throws {InputError} where the program was not started from one.
 */
export function checkoutFolder(): string {
  const { protocol, pathname } = new URL("../..", import.meta.url);
  if (protocol === "file:") return pathname;
  throw new InputError("Cannot keep the result: the program is no clone of the project, leave out --write");
}

/**
 * Refuses a comparison that nobody could repeat from a table; what it says can be told before anything is measured.
 *
 * @throws {InputError} where options were laid over, the run is a smoke test, or its task is not the project's own.
 */
export async function checkRepeatable(
  report: Pick<PlannerReport, "task" | "preset" | "seed" | "hash" | "changed">,
  hashOf: typeof currentHash = currentHash,
): Promise<void> {
  const { task, hash, changed = {} } = report;
  if (isSmoke(report)) {
    throw new InputError(
      `Cannot keep the planners of task "${task}": the run has preset "${SMOKE}", which learns next to nothing, expected another one`,
    );
  }
  if (Object.keys(changed).length > 0) {
    throw new InputError(
      `Cannot keep the planners of task "${task}": options were laid over ${
        Object.keys(changed).join(", ")
      }, expected those of the task and the planners' defaults`,
    );
  }
  const present = await hashOf(report);
  if (present === hash) return;
  throw new InputError(
    `Cannot keep the planners of task "${task}": the run's task has hash ${hash}, expected ${present}, that of the task as it stands now, with nothing laid over it`,
  );
}

/**
 * Keeps a comparison of planners in `bench/results/` of a project and renews the tables in its README.
 *
 * @returns Where, below the project.
 * @throws {InputError} where the project is not on this machine, options were laid over, the run is a smoke test, or the run's task is not the
 *   project's own: nobody could repeat it from the table.
 */
export async function recordPlanners(
  report: PlannerReport,
  project: string = checkoutFolder(),
  hashOf: typeof currentHash = currentHash,
): Promise<string> {
  await checkRepeatable(report, hashOf);
  const folder = join(project, "bench/results");
  mkdirSync(folder, { recursive: true });
  const kept = recordedPlanners(report);
  const name = recordedPlannersName(kept);
  writeAtomically(join(folder, name), `${JSON.stringify(kept, null, 2)}\n`);
  regenerateBenchTables(project);
  return `bench/results/${name}`;
}
