import type { EnvSpec, Json } from "../core/types.ts";
import { openEvaluationTask, type TaskParts } from "./evaluation_task.ts";

/**
 * Refuses a task that its evaluations cannot measure, before it is trained for nothing.
 *
 * @param spec What is known of its world or dataset.
 * @param evaluations Options by the name of the evaluation; the task's unless told.
 * @throws {InputError} what the first of them says that cannot.
 */
export function checkEvaluations(
  parts: TaskParts,
  spec: EnvSpec,
  evaluations: { readonly [evaluation: string]: { readonly [option: string]: Json } } = parts.task.evaluate,
): void {
  using task = openEvaluationTask(parts, spec);
  for (const [use, options] of Object.entries(evaluations)) {
    parts.registry.make("evaluation", { use, with: options }, {}).check?.(task);
  }
}
