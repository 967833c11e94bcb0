import { component } from "../core/component.ts";
import { withMemory } from "../core/env/wrap.ts";
import { integer } from "../core/option.ts";
import type { Component } from "../core/types.ts";

/**
 * Does every action several times, and adds up the rewards; it stops early where the world ends or cuts short. Whoever
 * goes on after that, as trials on goals of another state do, has whole actions again. Unlike a task's `data.frameskip`,
 * which joins different actions to a block, one action lasts.
 *
 * @example
 * ```ts
 * import { twoRoom } from "@orrery/orrery/envs";
 * import { actionRepeat } from "@orrery/orrery/wrappers";
 * import assert from "node:assert/strict";
 *
 * const env = actionRepeat.make({ times: 2 }, { env: twoRoom.make({}, {}), label: "repeat" });
 * env.reset({ seed: 0 });
 * const [, y] = env.measure();
 * env.step(Float32Array.of(0, y < 112 ? 1 : -1));
 * assert.ok(Math.abs(Math.abs(env.measure()[1] - y) - 10) < 1e-4); // twice a speed of 5 px
 * ```
 */
export const actionRepeat: Component<"wrapper"> = component("wrapper", {
  description: "Does every action several times",
  options: {
    times: integer({ default: 2, min: 1, max: 1000, description: "steps of the world for one action" }),
  },
  make: ({ times }, { env }) => {
    const over = Float64Array.of(0); // 1 from the first end of the episode on
    return {
      ...withMemory(env, over),
      reset: (options) => {
        env.reset(options);
        over[0] = 0;
      },
      step: (action) => {
        const beyond = over[0] === 1;
        let reward = 0;
        for (let i = 1;; i++) {
          const result = env.step(action);
          reward += result.reward;
          if (result.terminated || result.truncated) over[0] = 1;
          if (i === times || (over[0] === 1 && !beyond)) return { ...result, reward };
        }
      },
    };
  },
});
