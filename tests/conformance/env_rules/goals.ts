import { type Context, demand } from "./demand.ts";
import { anyActions, walk } from "./walk.ts";

/** A state reaches itself at distance 0, and no distance is negative. */
export function checkGoals({ makeEnv, steps, seed }: Context): void {
  const env = makeEnv();
  if (!env.goals) return;
  demand(env, env.goals.criterion.length > 0, "its goals have no criterion, expected a few words");
  env.reset({ seed });
  const all = walk(env, anyActions(env, steps, seed)).map(({ variables }) => variables);
  for (const [t, here] of all.entries()) {
    const none = env.goals.distance(here, here);
    demand(env, none === 0, `the distance of a state to itself is ${none}, expected 0`);
    demand(env, env.goals.reached(here, here), "a state does not reach itself, expected reached to hold");
    const way = env.goals.distance(here, all[all.length - 1 - t]);
    demand(env, way >= 0 && way < Infinity, `a distance is ${way}, expected a finite number from 0`);
  }
}
