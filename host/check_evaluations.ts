import type { EnvSpec, Json } from "../core/types.ts";
import { type Known, openEvaluationTask, type TaskParts } from "./evaluation_task.ts";

/**
 * Refuses a task that its evaluations cannot measure, before it is trained for nothing.
 *
 * @param spec What is known of its world or dataset.
 * @param evaluations Options by the name of the evaluation; the task's unless told.
 * @param known What else is known by now.
 * @throws {InputError} what the first of them says that cannot.
 */
export async function checkEvaluations(
  parts: TaskParts,
  spec: EnvSpec,
  evaluations: { readonly [evaluation: string]: { readonly [option: string]: Json } } = parts.task.evaluate,
  known: Known = {},
): Promise<void> {
  using task = openEvaluationTask(parts, spec, known);
  for (const [use, options] of Object.entries(evaluations)) {
    await parts.registry.make("evaluation", { use, with: options }, {}).check?.(task);
  }
}
