import { InputError } from "../../core/errors.ts";
import type { PlanTask, Task } from "../../core/task/task.ts";
import { collectData } from "../../host/collect_data.ts";
import type { BackendReport } from "../../host/engine/backend_report.ts";
import { measureRun } from "../../host/evaluate_run.ts";
import type { OpenedRun } from "../../host/open_target.ts";
import type { Progress } from "../../host/progress.ts";
import { versions } from "../../host/versions.ts";
import { successCells } from "../readme/success_cells.ts";
import { commitOf } from "../commit_of.ts";
import { examineMachine } from "../examine_machine.ts";
import { plannerOptions } from "./planner_options.ts";
import type { Options, PlannerReport, PlannerResult } from "./planner_report.ts";

const PROJECT = new URL("../../", import.meta.url).pathname;
/** Films show no figure; whoever wants some evaluates the run. */
const NO_FILMS: Options = { successFilms: 0, failureFilms: 0 };

/** What to measure. */
export interface PlannerWork {
  /** A trained run. */
  readonly opened: OpenedRun;
  /** Names of planners. */
  readonly planners: readonly string[];
  /** Options that are laid over those of the task, by planner or `success`. */
  readonly changed: { readonly [name: string]: Options };
  /** What is open. */
  readonly backend: BackendReport;
  /** Where to tell how far it is. */
  readonly progress: Progress;
}

/** A task whose planner is another one. */
interface Turn {
  readonly planner: string;
  readonly options: Options;
  readonly task: Task;
}

function planOf({ name, plan, evaluate }: Task): PlanTask {
  if (plan && Object.hasOwn(evaluate, "success")) return plan;
  throw new InputError(
    `Cannot compare planners on task "${name}": it has no ${
      plan ? '"success" to evaluate' : '"plan"'
    }, expected a task that plans towards goals`,
  );
}

/** Refuses options that nothing would read. */
function checkChanged({ planners, changed }: PlannerWork): void {
  const laid = [...planners, "success"];
  const idle = Object.keys(changed).find((name) => !laid.includes(name));
  if (idle === undefined) return;
  throw new InputError(
    `Cannot lay options over "${idle}": it is not compared, expected one of ${laid.join(", ")}`,
  );
}

/** Makes every planner once, so that wrong options are told before anything is measured. */
function turnsOf({ task, registry }: OpenedRun, work: PlannerWork): readonly Turn[] {
  const plan = planOf(task);
  return work.planners.map((planner) => {
    const options = plannerOptions(registry, planner, plan.planner, work.changed[planner]);
    const use = { use: planner, with: options };
    registry.make("planner", use, {});
    return { planner, options, task: { ...task, plan: { ...plan, planner: use } } };
  });
}

/**
 * Lets planners plan on the same held-out starts of a trained run, one after the other: success beside the random
 * policy's and that of the same planner on the true simulator, and what a plan costs. The starts and all random
 * numbers are those of the task's own evaluation `success`, so that its planner gives the figure of the report.
 *
 * @throws {InputError} for a task without a plan, an unknown planner, or options that it does not have.
 */
export async function measurePlanners(work: PlannerWork): Promise<PlannerReport> {
  const { opened, changed, backend, progress } = work;
  const { run, task, registry } = opened;
  checkChanged(work);
  const turns = turnsOf(opened, work);
  const started = performance.now();
  const data = await collectData(task, registry, run.out, progress);
  const asked = { ...task.evaluate.success, ...NO_FILMS, ...changed.success };
  const planners: PlannerResult[] = [];
  for (const { planner, options, task: own } of turns) {
    const begun = performance.now();
    const { metrics } = await measureRun({ run, task: own, registry, data, progress }, "success", asked);
    planners.push({ planner, options, success: metrics, seconds: (performance.now() - begun) / 1000 });
    progress.say(`${task.name}, ${planner}: ${successCells(metrics).rate}`);
  }
  const { preset, seed, hash } = run.info;
  const commit = commitOf(PROJECT);
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
    ...(Object.keys(changed).length > 0 && { changed }),
    planners,
  };
}
