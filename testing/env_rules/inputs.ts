import { seededRng } from "../../core/rng.ts";
import type { ActionSpace } from "../../core/types.ts";
import { type Context, demand, refuses } from "./demand.ts";
import { anyAction, anyActions, same, walk } from "./walk.ts";

/** Factors take their whole range, and nothing else. */
export function checkFactors({ makeEnv, seed }: Context): void {
  const env = makeEnv();
  const reset = (factor: string, value: number) => () => env.reset({ seed, factors: { [factor]: value } });
  demand(env, refuses(reset("no_such_factor", 1)), 'a factor "no_such_factor" can be set, expected an error');
  for (const { name, low, high, default: start } of env.factors) {
    for (const value of [low - 1, high + 1, NaN]) {
      demand(
        env,
        refuses(reset(name, value)),
        `factor "${name}" can be ${value}, expected an error outside ${low} to ${high}`,
      );
    }
    for (const value of [low, start, high]) {
      demand(
        env,
        !refuses(reset(name, value)),
        `factor "${name}" cannot be ${value}, expected anything from ${low} to ${high}`,
      );
      walk(env, anyActions(env, 2, seed)).forEach(({ variables }) =>
        demand(
          env,
          variables.every(Number.isFinite),
          `factor "${name}" of ${value} breaks the variables, expected finite numbers`,
        )
      );
    }
  }
}

/** Actions that no world of this space can take. */
function badActions(space: ActionSpace): readonly number[][] {
  if (space.kind === "discrete") return [[], [-1], [space.n], [0.5], [NaN], [0, 0]];
  const good = Array.from(anyAction(space, seededRng(0)));
  return [[], [...good, 0], good.with(-1, NaN), good.with(0, Infinity), good.with(0, -Infinity)];
}

/** What is no action is refused and changes nothing. */
export function checkBadActions({ makeEnv, seed }: Context): void {
  const env = makeEnv();
  env.reset({ seed });
  const before = env.getState();
  for (const action of badActions(env.actionSpace)) {
    demand(
      env,
      refuses(() => env.step(Float32Array.from(action))),
      `it takes the action [${action}], expected an error`,
    );
    demand(
      env,
      same(env.getState(), before),
      `the refused action [${action}] changes the state, expected no change`,
    );
  }
}
