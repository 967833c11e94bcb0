import { component } from "../../core/component.ts";
import { number } from "../../core/option.ts";
import type { Action, Component, Policy, Rng } from "../../core/types.ts";
import { pushTPlayer } from "./view.ts";
import { Slots } from "../slots.ts";

/**
 * Wanders near the block, so that it is pushed often and in all ways: the target is a random place around the
 * agent, brought into a square around the block's origin. The rule of stable-worldmodel's weak policy.
 *
 * @example
 * ```ts
 * import { seededRng } from "@orrery/orrery/core";
 * import { pushT } from "@orrery/orrery/envs";
 * import { pushTPusher } from "@orrery/orrery/policies";
 * import assert from "node:assert/strict";
 *
 * const env = pushT.make({}, {});
 * env.reset({ seed: 3 });
 * const policy = pushTPusher.make({}, { spec: env });
 * policy.begin(0, { rng: seededRng(0) });
 * const before = env.measure()[2];
 * for (let step = 0; step < 50; step++) {
 *   const snapshot = { observations: {}, variables: env.measure(), state: env.getState() };
 *   env.step((await policy.act([{ slot: 0, step, snapshot }]))[0]);
 * }
 * assert.notEqual(env.measure()[2], before);
 * ```
 */
export const pushTPusher: Component<"policy"> = component("policy", {
  description: "Random pushes of Push-T's block: the agent wanders near it",
  options: {
    stride: number({ default: 100, min: 0, description: "farthest target from the agent along an axis, px" }),
    distance: number({
      default: 100,
      min: 0,
      description: "farthest target from the block along an axis, px",
    }),
  },
  make: ({ stride, distance }, { spec }): Policy => {
    const player = pushTPlayer(spec);
    const slots = new Slots<Rng>();
    const decide = (rng: Rng, variables: Float64Array): Action => {
      const { agent, block } = player.view(variables);
      const near = (axis: 0 | 1): number => {
        const target = agent[axis] + rng.uniform(-stride, stride);
        return Math.min(Math.max(target, block.place[axis] - distance), block.place[axis] + distance);
      };
      return player.towards(agent, [near(0), near(1)]);
    };
    return {
      streams: [],
      begin: (slot, { rng }) => slots.begin(slot, rng),
      // deno-lint-ignore require-await
      act: async (turns) => turns.map(({ slot, snapshot }) => decide(slots.get(slot), snapshot.variables)),
    };
  },
});
