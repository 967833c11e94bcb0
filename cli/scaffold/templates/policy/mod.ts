/**
 * A policy in one file: a random action, held for some steps. Change how it decides.
 *
 * @module
 */
import { component, integer, randomPolicy } from "@orrery/orrery/core";
import type { Action, Component, Plugin } from "@orrery/orrery/core";

/** The policy as a component, with its options. */
export const policy: Component<"policy"> = component("policy", {
  description: "A random action, held for some steps",
  options: { hold: integer({ default: 5, min: 1, description: "env steps that an action lasts" }) },
  make: ({ hold }, { spec: { actionSpace } }) => {
    const random = randomPolicy(actionSpace);
    const held = new Map<number, Action>();
    return {
      streams: [], // what it looks at, such as "pixels"
      begin: (slot, episode) => random.begin(slot, episode),
      act: async (turns) => {
        const fresh = turns.filter(({ step }) => step % hold === 0);
        const actions = await random.act(fresh);
        fresh.forEach(({ slot }, i) => held.set(slot, actions[i]));
        return turns.map(({ slot }) => Float32Array.from(held.get(slot) ?? []));
      },
    };
  },
});

const plugin: Plugin = { name: "my-policy", policy: { "my-policy": policy } };
export default plugin;
