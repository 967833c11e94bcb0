import { collectData } from "../../host/collect_data.ts";
import type { BackendReport } from "../../host/backends/backend_report.ts";
import { checkRun, measureRun } from "../../host/evaluate_run.ts";
import type { OpenedRun } from "../../host/open_target.ts";
import type { Progress } from "../../host/progress.ts";
import { versions } from "../../host/versions.ts";
import { successCells } from "../success_cells.ts";
import { examineMachine } from "../examine_machine.ts";
import { differencesFromProject } from "./differences_from_project.ts";
import type { Options, PlannerReport, PlannerResult } from "./planner_report.ts";
import type { Comparison, PlannerTurn } from "./planner_turns.ts";

/** Films show no figure; whoever wants some evaluates the run. */
const NO_FILMS: Options = { successFilms: 0, failureFilms: 0 };

/** What to measure. */
export interface PlannerWork extends Pick<Comparison, "changed"> {
  /** A trained run. */
  readonly opened: OpenedRun;
  /** What `plannerTurns` gave for it. */
  readonly turns: readonly PlannerTurn[];
  /** What is open. */
  readonly backend: BackendReport;
  /** The project's commit, asked for before anything of it was written. */
  readonly commit: string | undefined;
  /** Where to tell how far it is. */
  readonly progress: Progress;
}

const askedOf = ({ opened: { task }, changed }: Pick<PlannerWork, "opened" | "changed">): Options => ({
  ...task.evaluate.success,
  ...NO_FILMS,
  ...changed.success,
});

/**
 * Asks every planner of a run for a plan, so that one that refuses is told of before hours of work; data that was deleted
 * is collected again. Throws {@linkcode InputError}.
 */
export async function checkPlanners(
  { opened, turns, changed, progress }: Pick<PlannerWork, "opened" | "turns" | "changed" | "progress">,
): Promise<void> {
  const { run, task, registry } = opened;
  const data = await collectData(task, registry, run.out, progress);
  const success = askedOf({ opened, changed });
  for (const { task: own } of turns) {
    await checkRun({ run, task: own, registry, data, progress }, { success });
  }
}

/**
 * Lets planners plan on the same held-out starts of a trained run, one after the other: success beside the random
 * policy's and that of the same planner on the true simulator, and what a plan costs. The starts and all random
 * numbers are those of the task's own evaluation `success`, so that its planner gives the figure of the report.
 */
export async function measurePlanners(work: PlannerWork): Promise<PlannerReport> {
  const { opened, turns, changed, backend, commit, progress } = work;
  const { run, task, registry } = opened;
  const started = performance.now();
  const data = await collectData(task, registry, run.out, progress);
  const asked = askedOf(work);
  const planners: PlannerResult[] = [];
  for (const { planner, options, task: own } of turns) {
    const begun = performance.now();
    const { metrics } = await measureRun({ run, task: own, registry, data, progress }, "success", asked);
    planners.push({ planner, options, success: metrics, seconds: (performance.now() - begun) / 1000 });
    progress.say(`${task.name}, ${planner}: ${successCells(metrics).rate}`);
  }
  const { preset, seed, hash } = run.info;
  const differs = await differencesFromProject(opened);
  return {
    date: new Date().toISOString().slice(0, 10),
    ...(commit !== undefined && { commit }),
    machine: examineMachine(),
    backend,
    versions: versions(),
    seconds: (performance.now() - started) / 1000,
    task: task.name,
    preset,
    seed,
    hash,
    ...(differs && { differs }),
    ...(Object.keys(changed).length > 0 && { changed }),
    planners,
  };
}
