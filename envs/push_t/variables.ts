import type { Criterion, Goals, Stratum, VariableSpec } from "../../core/types.ts";
import type { Pose, PusherWorld } from "../physics/pusher_world.ts";
import { blockShape } from "./block_shape.ts";
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

/** Covering more than this part of the goal is success. */
export const COVERED = 0.95;
/** Nearer than this, over agent and block together, is there, px. */
export const NEAR = 20;
/** Turned by less than this is there, rad. */
export const ALIGNED = Math.PI / 9;

const index = (name: string): number => pushTVariables.findIndex((variable) => variable.name === name);
const [SHAPE, SCALE] = [index("block_shape"), index("block_scale")];

/** Smallest angle by which a block must be turned, 0…π; a block of `symmetry` looks the same after part of a turn. */
export function angleBetween(one: number, other: number, symmetry: number): number {
  if (symmetry === 0) return 0;
  const turn = 2 * Math.PI / symmetry;
  const apart = Math.abs(one - other) % turn;
  return Math.min(apart, turn - apart);
}

/** Length of the difference of the first numbers of two lists, from `from` to before `to`. */
export function apart(one: ArrayLike<number>, other: ArrayLike<number>, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += (one[i] - other[i]) ** 2;
  return Math.sqrt(sum);
}

const poseOf = (at: Float64Array): Pose => ({ x: at[2], y: at[3], angle: at[4] });

const blockOf = (at: Float64Array) => blockShape(at[SHAPE], at[SCALE]);

/** A degree counts as much as a px, so that 20 of either is where the criterion of the pose ends. */
function distance(at: Float64Array, goal: Float64Array, from: number): number {
  const degrees = angleBetween(at[4], goal[4], blockOf(goal).symmetry) * NEAR / ALIGNED;
  return Math.sqrt(apart(at, goal, from, 4) ** 2 + degrees ** 2);
}

const pose: Criterion = {
  criterion: `agent and block are together less than ${NEAR} px from where they are in the goal, ` +
    "and the block is turned by less than 20 degrees",
  distance: (at, goal) => distance(at, goal, 0),
  reached: (at, goal) =>
    apart(at, goal, 0, 4) < NEAR && angleBetween(at[4], goal[4], blockOf(goal).symmetry) < ALIGNED,
};

const covers: Criterion = {
  criterion: `the block covers more than ${COVERED} of where it is in the goal`,
  distance: (at, goal) => distance(at, goal, 2),
  reached: (at, goal) => coverage(blockOf(goal), poseOf(at), poseOf(goal)) > COVERED,
};

/** By how much the block must be moved, px, or turned, rad, for a goal to be hard. */
const [FAR, TURNED] = [20, Math.PI / 12];

const hard: Stratum = {
  description: `the block must be moved by more than ${FAR} px or turned by more than 15 degrees`,
  holds: (start, goal) =>
    apart(start, goal, 2, 4) > FAR || angleBetween(start[4], goal[4], blockOf(goal).symmetry) > TURNED,
};

const shared = { criteria: { pose, coverage: covers }, strata: { hard } };

/** Goals between variables of Push-T, by the criterion that counts. Distances are in px and degrees, both counted alike. */
export const pushTGoals: { readonly [criterion in "coverage" | "pose"]: Goals } = {
  coverage: { ...covers, ...shared },
  pose: { ...pose, ...shared },
};
