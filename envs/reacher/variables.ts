import type { VariableSpec } from "../../core/types.ts";
import { fingerPlace } from "./finger_place.ts";

const metres = (name: string, description: string): VariableSpec => ({ name, unit: "m", description });
const radians = (name: string, description: string): VariableSpec => ({ name, unit: "rad", description });
const speed = (name: string, description: string): VariableSpec => ({ name, unit: "rad/s", description });

/** What can be read of the reacher; angles turn from x towards y, x to the right and y up. */
export const reacherVariables: readonly VariableSpec[] = [
  metres("finger_x", "finger, to the right of the shoulder"),
  metres("finger_y", "finger, above the shoulder"),
  radians("shoulder", "angle of the arm, in 0…2π"),
  radians("wrist", "angle of the hand against the arm"),
  speed("shoulder_velocity", "velocity of the shoulder"),
  speed("wrist_velocity", "velocity of the wrist"),
  metres("target_x", "target, to the right of the shoulder"),
  metres("target_y", "target, above the shoulder"),
  metres("target_radius", "radius of the target, half the side of a box"),
  { name: "wrist_locked", unit: "1", description: "1 the wrist is held, 0 it turns" },
];

const TURN = 2 * Math.PI;

/** Values of the variables of `[shoulder, wrist, velocities, target x, target y]`, in their order. */
export function measure(moving: Float64Array, radius: number, locked: boolean): Float64Array {
  const [shoulder, wrist, shoulderVelocity, wristVelocity, targetX, targetY] = moving;
  const [x, y] = fingerPlace(shoulder, wrist);
  const wrapped = shoulder - TURN * Math.floor(shoulder / TURN);
  const velocities = [shoulderVelocity, wristVelocity];
  return Float64Array.of(x, y, wrapped, wrist, ...velocities, targetX, targetY, radius, locked ? 1 : 0);
}
