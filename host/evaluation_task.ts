import { heldOutCount } from "../core/data/split.ts";
import type { Registry } from "../core/registry.ts";
import type { Task } from "../core/task/task.ts";
import type {
  Env,
  EnvSpec,
  EpisodeSource,
  EvaluationTask,
  Json,
  PlanSetting,
  WorldModel,
} from "../core/types.ts";
import { envMaker } from "./collect_data.ts";

/** A task and its components. */
export interface TaskParts {
  /** Resolved. */
  readonly task: Task;
  /** Components. */
  readonly registry: Registry;
}

/** What is known of a task besides what its file tells. */
export interface Known {
  /** Episodes of its dataset. */
  readonly episodes?: number;
  /** Its model, trained or not. */
  readonly world?: WorldModel;
  /** Its held-out episodes. */
  readonly heldOut?: EpisodeSource;
  /** Its training episodes. */
  readonly training?: EpisodeSource;
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
 * @param known What else is known by now.
 */
export function openEvaluationTask(
  parts: TaskParts,
  spec: EnvSpec,
  { episodes: brought, ...known }: Known = {},
): EvaluationTask & Disposable {
  const made: Env[] = [];
  const { env, data: { steps, frameskip, episodes = brought, heldOut } } = parts.task;
  return {
    variables: spec.variables,
    actionSpace: spec.actionSpace,
    frameskip,
    ...(steps !== undefined && { steps }),
    ...(episodes !== undefined && { heldOutEpisodes: heldOutCount(episodes, heldOut) }),
    plan: planSetting(parts),
    worldless: env === undefined,
    ...known,
    makeEnv: () => {
      const env = envMaker(parts.task, parts.registry)();
      made.push(env);
      return env;
    },
    [Symbol.dispose]: () => made.forEach((env) => env.close?.()),
  };
}

/**
 * Refuses a task that its evaluations cannot measure, before it is trained for nothing.
 *
 * @param spec What is known of its world or dataset.
 * @param evaluations Options by the name of the evaluation; default the task's.
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
