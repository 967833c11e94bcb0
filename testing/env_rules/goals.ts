import type { Criterion, Env, Goals } from "../../core/types.ts";
import { type Context, demand } from "./demand.ts";
import { anyActions, walk } from "./walk.ts";

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** A state meets a criterion with itself as the goal, at distance 0, and no distance is negative. */
function checkCriterion(env: Env, criterion: Criterion, all: readonly Float64Array[]): void {
  demand(env, criterion.criterion.length > 0, "its goals have no criterion, expected a few words");
  for (const [t, here] of all.entries()) {
    const none = criterion.distance(here, here);
    demand(env, none === 0, `the distance of a state to itself is ${none}, expected 0`);
    demand(env, criterion.reached(here, here), "a state does not reach itself, expected reached to hold");
    const way = criterion.distance(here, all[all.length - 1 - t]);
    demand(env, way >= 0 && way < Infinity, `a distance is ${way}, expected a finite number from 0`);
  }
}

/** Names that reports can use, words that say what they are, and the first criterion among the named ones. */
function checkNames(env: Env, { criterion, criteria, strata = {} }: Goals): void {
  for (const name of [...Object.keys(criteria ?? {}), ...Object.keys(strata)]) {
    demand(
      env,
      NAME.test(name),
      `criterion or stratum "${name}" is not in kebab case, expected lower case words joined by hyphens`,
    );
  }
  const all = Object.values(criteria ?? { criterion: { criterion } });
  demand(
    env,
    all.some((one) => one.criterion === criterion),
    "its first criterion has no name, expected it among all",
  );
  for (const [name, { description }] of Object.entries(strata)) {
    demand(env, description.length > 0, `stratum "${name}" has no description, expected a few words`);
  }
}

/** Every criterion keeps the rules of one, and what is named is named well. */
export function checkGoals({ makeEnv, steps, seed }: Context): void {
  const env = makeEnv();
  const { goals } = env;
  if (!goals) return;
  checkNames(env, goals);
  env.reset({ seed });
  const all = walk(env, anyActions(env, steps, seed)).map(({ variables }) => variables);
  for (const criterion of [goals, ...Object.values(goals.criteria ?? {})]) {
    checkCriterion(env, criterion, all);
  }
}
