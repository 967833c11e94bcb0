import type { Env } from "../../core/types.ts";
import { type Context, demand } from "./demand.ts";
import { anyActions, type Reading, same, walk } from "./walk.ts";

/** Steps that are compared after restoring. */
const FUTURE = 10;

/** What differs between two readings, or undefined. */
function difference(a: Reading, b: Reading): string | undefined {
  if (!same(a.state, b.state)) return "state";
  if (!same(a.variables, b.variables)) return "variables";
  const stream = Object.keys(a.observations).find((name) =>
    !same(a.observations[name], b.observations[name])
  );
  if (stream !== undefined) return `observation "${stream}"`;
  return JSON.stringify(a.result) === JSON.stringify(b.result) ? undefined : "result of the step";
}

function checkSameWalk(
  env: Env,
  first: readonly Reading[],
  second: readonly Reading[],
  expected: string,
): void {
  first.forEach((reading, t) => {
    const differs = difference(reading, second[t]);
    demand(env, differs === undefined, `the ${differs} after ${t} steps differs, expected ${expected}`);
  });
}

/** The same seed gives the same bytes, also in an env that was used before. */
export function checkSeed({ makeEnv, steps, seed }: Context): void {
  const [env, other] = [makeEnv(), makeEnv()];
  other.reset({ seed: seed + 1 });
  other.step(anyActions(other, 1, seed)[0]);
  env.reset({ seed });
  other.reset({ seed });
  const actions = anyActions(env, steps, seed);
  checkSameWalk(env, walk(env, actions), walk(other, actions), "the same bytes from the same seed");
}

/** A restored state has the same future, in the same env and in a fresh one. */
export function checkRestoring({ makeEnv, steps, seed }: Context): void {
  const env = makeEnv();
  env.reset({ seed });
  const actions = anyActions(env, steps, seed);
  for (let start = 0; start < steps; start += FUTURE) {
    const state = env.getState();
    const future = actions.slice(start, start + FUTURE);
    const expected = walk(env, future);
    env.setState(state);
    checkSameWalk(env, expected, walk(env, future), "bit-identical futures after setState");
    const fresh = makeEnv();
    fresh.setState(state);
    checkSameWalk(env, expected, walk(fresh, future), "bit-identical futures in an env that was never reset");
  }
}

/** What is given out or taken over is a copy. */
export function checkCopies({ makeEnv, seed }: Context): void {
  const env = makeEnv();
  env.reset({ seed });
  const [state, variables] = [env.getState(), env.measure()];
  const [keptState, keptVariables] = [state.slice(), variables.slice()];
  env.step(anyActions(env, 1, seed)[0]);
  demand(env, same(state, keptState), "a step writes into a state that was given out, expected a copy");
  demand(
    env,
    same(variables, keptVariables),
    "a step writes into variables that were given out, expected a copy",
  );
  env.setState(state);
  env.step(anyActions(env, 1, seed)[0]);
  demand(env, same(state, keptState), "a step writes into a state that was restored, expected a copy");
}
