import { InputError } from "../../core/errors.ts";
import { suggestion } from "../../core/nearest.ts";
import type { PlanTask, Task } from "../../core/task/task.ts";
import { checkEvaluations } from "../../host/evaluation_task.ts";
import { openTaskWorld } from "../../host/collect_data.ts";
import type { OpenedRun } from "../../host/open_target.ts";
import { plannerOptions } from "./planner_options.ts";
import type { Options } from "./planner_report.ts";

/** What is compared. */
export interface Comparison {
  /** Names of planners. */
  readonly planners: readonly string[];
  /** Options that are laid over those of the task, by planner or `success`. */
  readonly changed: { readonly [name: string]: Options };
}

/** A task whose planner is another one. */
export interface PlannerTurn {
  /** Name of the planner. */
  readonly planner: string;
  /** Its options. */
  readonly options: Options;
  /** The task. */
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
function checkChanged({ planners, changed }: Comparison): void {
  const laid = [...planners, "success"];
  const idle = Object.keys(changed).find((name) => !laid.includes(name));
  if (idle === undefined) return;
  throw new InputError(
    `Cannot lay options over "${idle}": it is not compared, ${suggestion(idle, laid)}`,
  );
}

/**
 * The turns of a comparison on one run. Every planner is made once and the evaluation asked, so that what is wrong is
 * told before anything is measured, on this run or on another one.
 *
 * @throws {InputError} for a task without a plan, an unknown planner, or options that planner or evaluation refuse.
 */
export async function plannerTurns(
  { task, registry }: Pick<OpenedRun, "task" | "registry">,
  comparison: Comparison,
): Promise<readonly PlannerTurn[]> {
  checkChanged(comparison);
  const { planners, changed } = comparison;
  const plan = planOf(task);
  const turns = planners.map((planner) => {
    const options = plannerOptions(registry, planner, plan.planner, changed[planner]);
    const use = { use: planner, with: options };
    registry.make("planner", use, {});
    return { planner, options, task: { ...task, plan: { ...plan, planner: use } } };
  });
  const { spec } = await openTaskWorld(task, registry);
  await checkEvaluations({ task, registry }, spec, {
    success: { ...task.evaluate.success, ...changed.success },
  });
  return turns;
}
