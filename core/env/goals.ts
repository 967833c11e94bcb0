import { InputError } from "../errors.ts";
import { suggestion } from "../nearest.ts";
import type { Criterion, Env, Judgement, Verdict } from "../types.ts";

/**
 * The criterion of a world that has a name; the first one for the empty name.
 *
 * @throws {InputError} when the world has no goals, or no criterion of that name.
 */
export function chooseCriterion({ id, goals }: Pick<Env, "id" | "goals">, name: string): Criterion {
  if (!goals) {
    throw new InputError(`Cannot measure success: env "${id}" has no goals, expected an env that has some`);
  }
  if (name === "") return goals;
  const { criteria = {} } = goals;
  if (Object.hasOwn(criteria, name)) return criteria[name];
  throw new InputError(
    `Cannot measure success: env "${id}" has no criterion "${name}", ${
      suggestion(name, Object.keys(criteria))
    }`,
  );
}

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
