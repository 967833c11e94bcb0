import { component } from "../core/component.ts";
import { InputError } from "../core/errors.ts";
import { number } from "../core/option.ts";
import type { Action, Component, Policy, Rng } from "../core/types.ts";
import { PushTPlan } from "./push_t_plan.ts";
import { pushTPlayer } from "./push_t_view.ts";
import { Slots } from "./slots.ts";

/** The T among the blocks of push-t@1. */
const TEE = 1;

interface Memory {
  readonly rng: Rng;
  /** Variables of the goal state, if the episode has one. */
  readonly goal: Float64Array | undefined;
  readonly plan: PushTPlan;
}

/**
 * Brings Push-T's T to the goal, one push after the other. Without friction and with full damping a push at a
 * contact moves the block along that contact's normal and turns it by its lever arm; of all contacts the one is
 * taken that shortens the way left most per step, then the agent goes around the block to it and pushes as far as
 * it helps. In an episode with a goal state block and agent are brought there; else the block goes to the drawn
 * goal and then from one random pose to another, so that data show it everywhere.
 *
 * Measured on 200 seeds within 200 steps and without noise: 100 % reach a coverage of 95 % (median 89 steps), 99 %
 * reach the pose of another episode's start (median 104); with a noise of 10 px 87 % do (median 138). The other
 * blocks are refused with {@linkcode InputError}.
 *
 * @example
 * ```ts
 * import { seededRng } from "@orrery/orrery/core";
 * import { pushT } from "@orrery/orrery/envs";
 * import { pushTExpert } from "@orrery/orrery/policies";
 * import assert from "node:assert/strict";
 *
 * const env = pushT.make({ success: "coverage" }, {});
 * env.reset({ seed: 1 });
 * const policy = pushTExpert.make({}, { spec: env });
 * policy.begin(0, { rng: seededRng(0) });
 * let done = false;
 * for (let step = 0; step < 200 && !done; step++) {
 *   const snapshot = { observations: {}, variables: env.measure(), state: env.getState() };
 *   done = env.step((await policy.act([{ slot: 0, step, snapshot }]))[0]).terminated;
 * }
 * assert.ok(done);
 * ```
 */
export const pushTExpert: Component<"policy"> = component("policy", {
  description: "Scripted pushes that bring Push-T's T to its goal",
  options: {
    sigma: number({ default: 0, min: 0, description: "standard deviation of the noise on each target, px" }),
  },
  make: ({ sigma }, { spec }): Policy => {
    const player = pushTPlayer(spec);
    const slots = new Slots<Memory>();
    const decide = ({ rng, goal, plan }: Memory, variables: Float64Array): Action => {
      const view = player.view(variables);
      if (view.shape !== TEE) {
        throw new InputError(`Cannot push: the block has shape ${view.shape}, expected the T, shape ${TEE}`);
      }
      const wanted = goal && player.view(goal);
      const [x, y] = plan.target(view, wanted);
      return player.towards(view.agent, [x + sigma * rng.normal(), y + sigma * rng.normal()]);
    };
    return {
      streams: [],
      begin: (slot, { rng, goal }) =>
        slots.begin(slot, { rng, goal: goal?.variables, plan: new PushTPlan(rng.fork("plan")) }),
      // deno-lint-ignore require-await
      act: async (turns) => turns.map(({ slot, snapshot }) => decide(slots.get(slot), snapshot.variables)),
    };
  },
});
