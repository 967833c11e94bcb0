import { component } from "../core/component.ts";
import type { Action, ActionSpace, Component, Policy, Rng } from "../core/types.ts";
import { Slots } from "./slots.ts";

function drawNumber(rng: Rng, low: number, high: number): number {
  if (Number.isFinite(low) && Number.isFinite(high)) return rng.uniform(low, high);
  if (Number.isFinite(low)) return low + Math.abs(rng.normal());
  if (Number.isFinite(high)) return high - Math.abs(rng.normal());
  return rng.normal();
}

function drawAction(rng: Rng, space: ActionSpace): Action {
  if (space.kind === "discrete") return Float32Array.of(rng.integer(space.n));
  return Float32Array.from(space.low, (low, i) => drawNumber(rng, low, space.high[i]));
}

/**
 * Acts at random: uniform within a bounded box or among n choices, standard normal where there is no bound, and
 * half a normal away from a single bound.
 *
 * @example
 * ```ts
 * import { seededRng } from "@orrery/orrery/core";
 * import { twoRoom } from "@orrery/orrery/envs";
 * import { random } from "@orrery/orrery/policies";
 * import assert from "node:assert/strict";
 *
 * const env = twoRoom.make({}, {});
 * const policy = random.make({}, { spec: env });
 * policy.begin(0, { rng: seededRng(3) });
 * const snapshot = { observations: {}, variables: env.measure(), state: env.getState() };
 * const [action] = await policy.act([{ slot: 0, step: 0, snapshot }]);
 * assert.ok(action.length === 2 && Math.abs(action[0]) <= 1);
 * ```
 */
export const random: Component<"policy"> = component("policy", {
  description: "Independent actions, uniform within the action space",
  options: {},
  make: (_options, { spec: { actionSpace } }): Policy => {
    const slots = new Slots<Rng>();
    return {
      streams: [],
      begin: (slot, { rng }) => slots.begin(slot, rng),
      // deno-lint-ignore require-await
      act: async (turns) => turns.map(({ slot }) => drawAction(slots.get(slot), actionSpace)),
    };
  },
});
