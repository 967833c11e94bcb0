import type { Env, ObservationSpace } from "../../core/types.ts";
import { type Context, demand, refuses } from "./demand.ts";
import { anyActions, same, walk } from "./walk.ts";

function checkObservation(env: Env, stream: string, { shape, dtype }: ObservationSpace): void {
  const before = env.getState();
  const first = env.observe(stream);
  const kept = first.slice();
  const size = shape.reduce((product, n) => product * n, 1);
  const fits = first.length === size &&
    (dtype === "uint8" ? first instanceof Uint8Array : first instanceof Float32Array);
  demand(
    env,
    fits,
    `stream "${stream}" gives ${first.constructor.name} of ${first.length}, expected ${dtype} of ${size}`,
  );
  demand(
    env,
    same(env.getState(), before),
    `looking at "${stream}" changes the state, expected observe to change nothing`,
  );
  first.fill(first[0] === 0 ? 1 : 0);
  demand(
    env,
    same(env.observe(stream), kept),
    `writing into an observation of "${stream}" changes the next one, expected a fresh copy each time`,
  );
}

/** Observations have the declared form, are copies, and looking changes nothing. */
export function checkObservations({ makeEnv, seed }: Context): void {
  const env = makeEnv();
  env.reset({ seed });
  for (const action of anyActions(env, 3, seed)) {
    for (const [stream, space] of Object.entries(env.observations)) checkObservation(env, stream, space);
    env.step(action);
  }
  demand(
    env,
    refuses(() => env.observe("no-such-stream")),
    'a stream "no-such-stream" can be observed, expected an error',
  );
}

/** Everything stays finite, and states keep their length. */
export function checkNumbers({ makeEnv, steps, seed }: Context): void {
  const env = makeEnv();
  env.reset({ seed });
  const readings = walk(env, anyActions(env, steps, seed));
  for (const [t, { result, state, variables, observations }] of readings.entries()) {
    const when = `after ${t} steps`;
    demand(
      env,
      variables.length === env.variables.length,
      `it measures ${variables.length} variables ${when}, expected ${env.variables.length}`,
    );
    for (const [i, value] of variables.entries()) {
      demand(
        env,
        Number.isFinite(value),
        `variable "${env.variables[i].name}" is ${value} ${when}, expected a finite number`,
      );
    }
    for (const [stream, values] of Object.entries(observations)) {
      demand(
        env,
        values.every(Number.isFinite),
        `stream "${stream}" is not finite ${when}, expected finite numbers`,
      );
    }
    demand(
      env,
      state.length === readings[0].state.length,
      `the state has ${state.length} numbers ${when}, expected ${readings[0].state.length} as at the start`,
    );
    if (result) {
      demand(
        env,
        Number.isFinite(result.reward),
        `the reward is ${result.reward} ${when}, expected a finite number`,
      );
    }
  }
}
