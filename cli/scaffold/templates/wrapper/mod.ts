/**
 * A wrapper in one file: what was done last is sometimes done again. Change what it does to a world.
 *
 * @module
 */
import { checkAction, component, number, seededRng, withMemory } from "@orrery/orrery/core";
import type { Component, Plugin } from "@orrery/orrery/core";

/** The wrapper as a component, with its options. */
export const wrapper: Component<"wrapper"> = component("wrapper", {
  description: "What was done last is sometimes done again",
  options: {
    chance: number({ default: 0.25, min: 0, max: 1, description: "of doing the last action again" }),
  },
  make: ({ chance }, { env, label }) => {
    const size = env.actionSpace.kind === "box" ? env.actionSpace.low.length : 1;
    // Seed, number of the step and last action: what is remembered is restored with the world.
    const memory = new Float64Array(2 + size);
    return {
      ...withMemory(env, memory),
      reset: (options) => {
        env.reset(options);
        memory.fill(0);
        memory[0] = options.seed;
      },
      step: (action) => {
        checkAction(env.actionSpace, action);
        const [seed, step] = memory;
        // Every draw comes from the seed of the episode; the label keeps it apart from those of the world.
        const again = step > 0 && seededRng(seed).fork(label).fork(step).uniform() < chance;
        const done = again ? Float32Array.from(memory.subarray(2)) : action;
        const result = env.step(done);
        memory.set([seed, step + 1, ...done]);
        return result;
      },
    };
  },
});

const plugin: Plugin = { name: "my-wrapper", wrapper: { "my-wrapper": wrapper } };
export default plugin;
