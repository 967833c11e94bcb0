import type { Env } from "../types.ts";

/**
 * A world that does what another does: what a wrapper starts from, and then replaces in part. Its `close` closes the
 * other.
 *
 * @example
 * ```ts
 * import { passThrough } from "@orrery/orrery/core";
 * import { twoRoom } from "@orrery/orrery/envs";
 * import assert from "node:assert/strict";
 *
 * const env = twoRoom.make({}, {});
 * const backwards = { ...passThrough(env), step: (action: Float32Array) => env.step(action.map((x) => -x)) };
 * backwards.reset({ seed: 1 });
 * const [before] = backwards.measure();
 * backwards.step(Float32Array.of(-0.1, 0));
 * assert.ok(backwards.measure()[0] > before);
 * ```
 */
export function passThrough(env: Env): Env {
  const { id, observations, actionSpace, variables, factors, goals, notes } = env;
  return {
    id,
    observations,
    actionSpace,
    variables,
    factors,
    ...(goals && { goals }),
    ...(notes && { notes }),
    reset: (options) => env.reset(options),
    step: (action) => env.step(action),
    observe: (stream) => env.observe(stream),
    measure: () => env.measure(),
    getState: () => env.getState(),
    setState: (state) => env.setState(state),
    close: () => env.close?.(),
  };
}
