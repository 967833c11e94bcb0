import { InputError } from "../core/errors.ts";
import type { Action, EnvSpec } from "../core/types.ts";
import type { Place, View } from "./push_t_view.ts";

/** Controller of push-t@1: acceleration per px of lead, and per px/s. */
const [STIFFNESS, DAMPING] = [100, 20];
/** Sub-steps of an action, and seconds of each. */
const [SUB_STEPS, DT] = [10, 0.01];
/** Relative actions count so many px. */
const REACH = 100;

/** How far the agent gets in one action from a lead of 1 px and no velocity, or from 1 px/s and no lead. */
function response(lead: number, velocity: number): number {
  let [at, speed] = [0, velocity];
  for (let i = 0; i < SUB_STEPS; i++) {
    speed += (STIFFNESS * (lead - at) - DAMPING * speed) * DT;
    at += speed * DT;
  }
  return at;
}

const [PER_LEAD, PER_SPEED] = [response(1, 0), response(0, 1)];

/** The action after which the agent has moved by `way`, px, unless the block or the bounds hold it up. */
export type Steering = (view: View, way: Place) => Action;

/** Steering in a world's own action space: relative where the bounds are ±1, else absolute. */
export function steering({ id, actionSpace }: EnvSpec): Steering {
  if (actionSpace.kind !== "box" || actionSpace.low.length !== 2) {
    throw new InputError(
      `Cannot steer in "${id}": its actions are no box of two, expected a world of Push-T`,
    );
  }
  const { low, high } = actionSpace;
  const relative = low[0] < 0;
  return ({ agent, velocity }, way) =>
    Float32Array.from(way, (wanted, i) => {
      const lead = (wanted - PER_SPEED * velocity[i]) / PER_LEAD;
      const action = relative ? lead / REACH : agent[i] + lead;
      return Math.min(Math.max(action, low[i]), high[i]);
    });
}
