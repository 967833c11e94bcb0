import { InputError } from "../core/mod.ts";
import type { EvaluationTask, PlanSetting } from "../core/mod.ts";

/**
 * How the task plans.
 *
 * @param action What cannot be done without it, for the message.
 * @throws {InputError} for a task without a plan.
 */
export function requiredPlan({ plan }: EvaluationTask, action: string): PlanSetting {
  if (plan) return plan;
  throw new InputError(`Cannot ${action}: the task has no "plan", expected a planner and a horizon`);
}
