import type { Env } from "../types.ts";
import { passThrough } from "./pass_through.ts";

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
