import { nativeActions, planSpace } from "../actions.ts";
import { chooseCriterion } from "../env/goals.ts";
import type { Criterion, Env, PlanSetting, Score } from "../types.ts";
import { type PlanningPolicy, type Problem, recedingHorizon } from "./receding_horizon.ts";

/** What planning on the simulator needs. */
export interface OracleSetup {
  /** Makes a world to try plans in. */
  readonly makeEnv: () => Env;
  /** Planner and horizon; its cost is not used. */
  readonly setting: PlanSetting;
  /** Raw env actions in one block. */
  readonly frameskip: number;
  /** Milliseconds, for latencies. */
  readonly now: () => number;
  /** Overrides the planner's own number of iterations. */
  readonly iterations?: number;
  /** Name of the criterion to plan for; by default the world's first one. */
  readonly criterion?: string;
}

/** Tries one plan `[H·A]` from the world's present state; lower is better. */
function attempt(env: Env, criterion: Criterion, goal: Float64Array, plan: Float64Array): number {
  const actions = nativeActions(env.actionSpace, plan);
  for (let i = 0; i < actions.length; i++) {
    env.step(actions[i]);
    if (criterion.reached(env.measure(), goal)) return (i + 1) / actions.length - 2;
  }
  return criterion.distance(env.measure(), goal);
}

/**
 * The simulator-oracle planner: the same planner, but each candidate is tried in the true world from the true
 * state, so that what it cannot reach is out of reach for the planner and horizon, not for want of a better model.
 *
 * A candidate that reaches the goal on the way costs −2 to −1, the sooner the less; any other costs its true
 * distance to the goal, in the criterion's unit, after its last action.
 *
 * @throws {InputError} when the world has no goals, or no criterion of the name.
 */
export function oracle(
  { makeEnv, setting, frameskip, now, iterations, criterion = "" }: OracleSetup,
): PlanningPolicy {
  const env = makeEnv();
  const { actionSpace } = env;
  const asked = chooseCriterion(env, criterion);
  const { planner, horizon, execute } = setting;
  const length = horizon * planSpace(actionSpace, frameskip).size;

  const scorer = (problems: readonly Problem[]): Promise<Score> =>
    Promise.resolve((plans, candidates) => {
      const costs = Float64Array.from({ length: problems.length * candidates }, (_, i) => {
        const { snapshot, goal } = problems[Math.floor(i / candidates)];
        env.setState(snapshot.state);
        return attempt(env, asked, goal.variables, plans.subarray(i * length, (i + 1) * length));
      });
      return Promise.resolve(costs);
    });

  return recedingHorizon({
    planner,
    horizon,
    execute,
    frameskip,
    actionSpace,
    streams: [],
    scorer,
    now,
    ...iterations !== undefined && { iterations },
  });
}
