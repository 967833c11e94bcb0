import { InputError } from "../errors.ts";
import type { Criterion, Env, Judgement, Verdict } from "../types.ts";

/**
 * What all criteria of a world say of its present state.
 *
 * @param goal Variables of the goal.
 * @throws {InputError} when the world has no goals.
 */
export function judge(env: Env, goal: Float64Array): Judgement {
  const { goals } = env;
  if (!goals) {
    throw new InputError(`Cannot judge: env "${env.id}" has no goals, expected an env that has some`);
  }
  const now = env.measure();
  const by = (criterion: Criterion): Verdict => ({
    reached: criterion.reached(now, goal),
    distance: criterion.distance(now, goal),
  });
  if (!goals.criteria) return by(goals);
  const named = Object.entries(goals.criteria).map(([name, criterion]) => [name, by(criterion)]);
  return { ...by(goals), criteria: Object.fromEntries(named) };
}
