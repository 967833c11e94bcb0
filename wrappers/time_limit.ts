import { component } from "../core/component.ts";
import { withMemory } from "../core/env/wrap.ts";
import { integer } from "../core/option.ts";
import type { Component } from "../core/types.ts";

/**
 * Cuts an episode short after some steps: from then on every step is `truncated`. Steps are counted from the reset,
 * and a restored state goes on counting from its own.
 *
 * @example
 * ```ts
 * import { twoRoom } from "@orrery/orrery/envs";
 * import { timeLimit } from "@orrery/orrery/wrappers";
 * import assert from "node:assert/strict";
 *
 * const env = timeLimit.make({ steps: 2 }, { env: twoRoom.make({}, {}), label: "limit" });
 * env.reset({ seed: 0 });
 * const still = Float32Array.of(0, 0);
 * assert.deepEqual([env.step(still).truncated, env.step(still).truncated], [false, true]);
 * ```
 */
export const timeLimit: Component<"wrapper"> = component("wrapper", {
  description: "Cuts an episode short after some steps",
  options: { steps: integer({ default: 200, min: 1, description: "steps from the reset on" }) },
  make: ({ steps }, { env }) => {
    const taken = Float64Array.of(0);
    return {
      ...withMemory(env, taken),
      reset: (options) => {
        env.reset(options);
        taken[0] = 0;
      },
      step: (action) => {
        const result = env.step(action);
        taken[0]++;
        return { ...result, truncated: result.truncated || taken[0] >= steps };
      },
    };
  },
});
