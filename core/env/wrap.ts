import type { Registry } from "../registry.ts";
import type { Env, EnvUse, Use } from "../types.ts";

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

/**
 * {@linkcode passThrough} for a wrapper that remembers numbers: they are stored behind the world's own state, and
 * restored with it.
 *
 * @param memory What the wrapper remembers, of fixed length; it reads and writes it while it acts.
 *
 * @example
 * ```ts
 * import { withMemory } from "@orrery/orrery/core";
 * import { twoRoom } from "@orrery/orrery/envs";
 * import assert from "node:assert/strict";
 *
 * const memory = Float64Array.of(3);
 * const env = withMemory(twoRoom.make({}, {}), memory);
 * const state = env.getState();
 * memory[0] = 4;
 * env.setState(state);
 * assert.equal(memory[0], 3);
 * ```
 */
export function withMemory(env: Env, memory: Float64Array): Env {
  return {
    ...passThrough(env),
    getState: () => {
      const own = env.getState();
      const state = new Float64Array(own.length + memory.length);
      state.set(own);
      state.set(memory, own.length);
      return state;
    },
    setState: (state) => {
      const own = Math.max(0, state.length - memory.length);
      env.setState(state.slice(0, own)); // refuses what is too short
      memory.set(state.subarray(own));
    },
  };
}

/**
 * Makes a world and what is wrapped around it, the innermost wrapper first; its id then names the wrappers, too. Throws {@linkcode InputError} for an
 * unknown name, and what world or wrapper refuse.
 *
 * @example
 * ```ts
 * import { builtin } from "@orrery/orrery";
 * import { makeEnv, Registry } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const wrap = [{ use: "action-repeat", with: { times: 2 } }, { use: "time-limit", with: { steps: 3 } }];
 * const env = makeEnv(new Registry([builtin]), { use: "two-room", wrap });
 * env.reset({ seed: 0 });
 * const ends = [1, 2, 3].map(() => env.step(Float32Array.of(0, 0)).truncated);
 * assert.deepEqual(ends, [false, false, true]);
 * assert.equal(env.id, "two-room@1 in action-repeat, time-limit");
 * ```
 */
export function makeEnv(registry: Registry, { wrap = [], ...use }: EnvUse): Env {
  let env = registry.make("env", use, {});
  const { id } = env;
  try {
    wrap.forEach((around: Use, i) => {
      env = registry.make("wrapper", around, { env, label: `wrapper ${i}` });
    });
    if (wrap.length === 0) return env;
    return { ...passThrough(env), id: `${id} in ${wrap.map((around) => around.use).join(", ")}` };
  } catch (error) {
    env.close?.();
    throw error;
  }
}
