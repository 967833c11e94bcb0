import { chooseTrials, InputError, rehearsePlan, seededRng } from "../core/mod.ts";
import type { Criterion, Env, EvaluationTask, PlanSetting, TrialSetup } from "../core/mod.ts";
import { checkPredicts } from "./checks.ts";

/**
 * How the task plans, and the world that it plans in.
 *
 * @param evaluation Name of what needs both.
 * @throws {InputError} for a task without a world or a plan, or with one whose goals lie further off than episodes reach.
 */
export function requiredPlan(
  task: EvaluationTask,
  evaluation: string,
): { readonly setting: PlanSetting; readonly env: Env } {
  const { plan: setting, steps, worldless } = task;
  if (worldless) {
    throw new InputError(
      `Cannot measure ${evaluation}: it acts in a world, and this data brings itself; leave ${evaluation} out`,
    );
  }
  if (!setting) {
    throw new InputError(
      `Cannot measure ${evaluation}: the task has no "plan", expected a planner and a horizon`,
    );
  }
  if (steps !== undefined && setting.goalOffset > steps) {
    throw new InputError(
      `Cannot measure ${evaluation}: plan.goalOffset is ${setting.goalOffset}, expected at most data.steps, which is ` +
        `${steps}: goals lie in the episode of their start`,
    );
  }
  checkPredicts(task, evaluation);
  return { setting, env: task.makeEnv() };
}

/** What is asked of starts and goals. */
export interface WantedTrials extends Pick<TrialSetup, "criteria" | "strata" | "stratum"> {
  /** How the task plans. */
  readonly setting: PlanSetting;
  /** Its world. */
  readonly env: Env;
  /** What counts as reached. */
  readonly criterion: Criterion;
}

/**
 * Tries what can be tried of planning in a task: one plan where the model is there, one start where the episodes are.
 *
 * @throws {InputError} when the planner refuses, or no start can be had.
 */
export async function tryPlanning(task: EvaluationTask, wanted: WantedTrials): Promise<void> {
  const { setting, env, ...kinds } = wanted;
  const { world, heldOut: source, frameskip } = task;
  if (!world) return;
  const { goalOffset } = setting;
  const chosen = source && chooseTrials({
    ...kinds,
    source,
    streams: world.encoder.inputs,
    goalOffset,
    count: 1,
    rng: seededRng(0),
  });
  const [trial] = chosen?.trials ?? [];
  const start = trial && { state: trial.start, goal: trial.goal };
  await rehearsePlan({ world, setting, frameskip, env, ...start && { start } });
}
