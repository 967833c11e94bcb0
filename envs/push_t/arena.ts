import type { Segment } from "../physics/shape.ts";

/** Side of the world, px; every length of the world is in these pixels, whatever size it is drawn at. */
export const SIDE = 512;
/** Length of a sub-step, s. */
export const DT = 0.01;
/** Sub-steps of an action. */
export const SUB_STEPS = 10;
/** Way of a relative action of 1, px. */
export const REACH = 100;
/** Stiffness of the agent's controller, 1/s². */
const STIFFNESS = 100;
/** Damping of the agent's controller, 1/s. */
const DAMPING = 20;

/** Half the thickness of a wall, px. */
const WALL_RADIUS = 2;
const [LOW, HIGH] = [5, 506];

/** The four walls, in the order in which the reference adds them. */
export const walls: readonly Segment[] = [
  { from: [LOW, HIGH], to: [LOW, LOW], radius: WALL_RADIUS },
  { from: [LOW, LOW], to: [HIGH, LOW], radius: WALL_RADIUS },
  { from: [HIGH, LOW], to: [HIGH, HIGH], radius: WALL_RADIUS },
  { from: [LOW, HIGH], to: [HIGH, HIGH], radius: WALL_RADIUS },
];

/** Velocity of the agent after a sub-step, along one axis: a spring to the target, with friction. */
export function controlled(velocity: number, place: number, target: number): number {
  return velocity + (STIFFNESS * (target - place) - DAMPING * velocity) * DT;
}
