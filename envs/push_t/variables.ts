import type { VariableSpec } from "../../core/types.ts";
import type { PusherWorld } from "../physics/pusher_world.ts";
import { coverage } from "./coverage.ts";
import type { Scene } from "./scene.ts";

function px(name: string, description: string): VariableSpec {
  return { name, unit: "px", description };
}

function one(name: string, description: string): VariableSpec {
  return { name, unit: "1", description };
}

/** What can be read of Push-T; the first seven are the state that stable-worldmodel's files hold. */
export const pushTVariables: readonly VariableSpec[] = [
  px("agent_x", "agent, to the right"),
  px("agent_y", "agent, downwards"),
  px("block_x", "origin of the block, to the right"),
  px("block_y", "origin of the block, downwards"),
  { name: "block_angle", unit: "rad", description: "angle of the block from x towards y, in 0…2π" },
  { name: "agent_vx", unit: "px/s", description: "velocity of the agent, to the right" },
  { name: "agent_vy", unit: "px/s", description: "velocity of the agent, downwards" },
  px("goal_x", "origin of the drawn goal, to the right"),
  px("goal_y", "origin of the drawn goal, downwards"),
  { name: "goal_angle", unit: "rad", description: "angle of the drawn goal" },
  one("coverage", "how much of the drawn goal the block covers"),
  one("contacts", "contact points during the last action, summed over its sub-steps"),
  one("block_shape", "which block it is"),
  px("block_scale", "width of the block's bars"),
  px("agent_radius", "radius of the agent"),
];

const TURN = 2 * Math.PI;

/** An angle in 0…2π. */
export function wrapped(angle: number): number {
  return angle - TURN * Math.floor(angle / TURN);
}

/** Values of the variables, in their order. */
export function measure(world: PusherWorld, scene: Scene, contacts: number): Float64Array {
  const { goal, block, shape, scale, agentRadius } = scene;
  return Float64Array.of(
    world.pusherX,
    world.pusherY,
    world.blockX,
    world.blockY,
    wrapped(world.blockAngle),
    world.pusherVx,
    world.pusherVy,
    goal.x,
    goal.y,
    goal.angle,
    coverage(block, world.blockPose, goal),
    contacts,
    shape,
    scale,
    agentRadius,
  );
}
