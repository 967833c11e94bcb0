import type { Action } from "../../core/types.ts";
import type { Place, Player, View } from "./view.ts";

/** Controller of push-t@1: acceleration per px of lead, and per px/s. */
const [STIFFNESS, DAMPING] = [100, 20];
/** Sub-steps of an action, and seconds of each. */
const [SUB_STEPS, DT] = [10, 0.01];

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

/** Steering in a player's world. */
export function steering({ towards }: Player): Steering {
  return ({ agent, velocity }, way) => {
    const pull = (axis: 0 | 1): number => agent[axis] + (way[axis] - PER_SPEED * velocity[axis]) / PER_LEAD;
    return towards(agent, [pull(0), pull(1)]);
  };
}
