import type { Registry } from "../core/registry.ts";
import type { Task } from "../core/task/task.ts";
import type { Env, EnvSpec, EvaluationTask, PlanSetting } from "../core/types.ts";
import { envMaker } from "./collect_data.ts";

/** A task and its components. */
export interface TaskParts {
  /** Resolved. */
  readonly task: Task;
  /** Components. */
  readonly registry: Registry;
}

function planSetting({ task: { plan, env, plugins }, registry }: TaskParts): PlanSetting | undefined {
  return plan && {
    ...plan,
    planner: registry.make("planner", plan.planner, {}),
    cost: registry.make("cost", plan.cost, {}),
    origin: JSON.parse(JSON.stringify({ plan, env, plugins })),
  };
}

/**
 * What evaluations know of a task before it is trained. The worlds that they make are closed when it is let go.
 *
 * @param spec What is known of its world or dataset.
 */
export function openEvaluationTask(parts: TaskParts, spec: EnvSpec): EvaluationTask & Disposable {
  const made: Env[] = [];
  const { steps } = parts.task.data;
  return {
    variables: spec.variables,
    actionSpace: spec.actionSpace,
    ...(steps !== undefined && { steps }),
    plan: planSetting(parts),
    makeEnv: () => {
      const env = envMaker(parts.task, parts.registry)();
      made.push(env);
      return env;
    },
    [Symbol.dispose]: () => made.forEach((env) => env.close?.()),
  };
}
