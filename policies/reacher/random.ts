import { component } from "../../core/component.ts";
import { number } from "../../core/option.ts";
import type { Component, Policy } from "../../core/types.ts";
import { correlated } from "../correlated.ts";
import { reacherViewer } from "./view.ts";
import { Slots } from "../slots.ts";

/**
 * Random torques on the reacher: the noise of {@linkcode correlated}, as long in memory as each episode draws for
 * itself, so that data holds trembling, swinging and spinning arms. Independent torques alone hardly get an arm
 * off its place.
 *
 * @example
 * ```ts
 * import { seededRng } from "@orrery/orrery/core";
 * import { reacher } from "@orrery/orrery/envs";
 * import { reacherRandom } from "@orrery/orrery/policies";
 * import assert from "node:assert/strict";
 *
 * const env = reacher.make({}, {});
 * env.reset({ seed: 3 });
 * const policy = reacherRandom.make({}, { spec: env });
 * policy.begin(0, { rng: seededRng(0) });
 * const snapshot = { observations: {}, variables: env.measure(), state: env.getState() };
 * const [action] = await policy.act([{ slot: 0, step: 0, snapshot }]);
 * env.step(action);
 * assert.notDeepEqual(env.measure(), snapshot.variables);
 * ```
 */
export const reacherRandom: Component<"policy"> = component("policy", {
  description:
    "Random torques on the reacher that resemble the ones before, more in some episodes than in others",
  options: {
    correlation: number({
      default: 0.95,
      min: 0,
      max: 1,
      description: "largest likeness of neighbouring actions; an episode draws its own from 0 to it",
    }),
    spread: number({ default: 1, min: 0, description: "standard deviation before clipping, in half ranges" }),
  },
  make: ({ correlation, spread }, context): Policy => {
    reacherViewer(context.spec);
    const slots = new Slots<Policy>();
    return {
      streams: [],
      begin: (slot, episode) => {
        const own = episode.rng.uniform(0, correlation);
        const policy = correlated.make({ correlation: own, spread }, context);
        policy.begin(slot, episode);
        slots.begin(slot, policy);
      },
      act: async (turns) => (await Promise.all(turns.map((turn) => slots.get(turn.slot).act([turn])))).flat(),
    };
  },
});
