import { cosine, sine } from "../../core/env/trigonometry.ts";
import type { Criterion, Goals, Stratum, VariableSpec } from "../../core/types.ts";
import { LINK, RADIUS } from "./dynamics.ts";

/** Where the finger is for two joint angles, `[x, y]`, m. */
export function fingerPlace(shoulder: number, wrist: number): readonly [x: number, y: number] {
  const hand = shoulder + wrist;
  return [LINK * (cosine(shoulder) + cosine(hand)), LINK * (sine(shoulder) + sine(hand))];
}

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

/** What success is. */
export type Success = "easy" | "hard" | "qpos-match";

/** Radius of the target, m. */
export const targetRadius: { readonly [success in Success]: number } = {
  easy: 0.05,
  hard: 0.015,
  "qpos-match": 0.015,
};

/** Joints nearer than this to a pose are there, rad. */
export const NEAR = 0.05;
/** A joint that must turn by more than this has a far goal, rad. */
const FAR = Math.PI / 6;

const index = (name: string): number => reacherVariables.findIndex((variable) => variable.name === name);
const [X, Y, SHOULDER, WRIST] = ["finger_x", "finger_y", "shoulder", "wrist"].map(index);

/** By how much the shoulder must turn, 0…π. */
export function turned(one: number, other: number): number {
  const apart = (one - other) / TURN;
  return TURN * Math.abs(apart - Math.round(apart));
}

const shoulderApart = (at: Float64Array, goal: Float64Array): number => turned(at[SHOULDER], goal[SHOULDER]);
const wristApart = (at: Float64Array, goal: Float64Array): number => Math.abs(at[WRIST] - goal[WRIST]);
const length = (x: number, y: number): number => Math.sqrt(x * x + y * y);

/** The finger's middle counts as on the target when their circles meet. */
function place(success: Success): Criterion {
  const reach = targetRadius[success] + RADIUS;
  const distance = (at: Float64Array, goal: Float64Array): number => length(at[X] - goal[X], at[Y] - goal[Y]);
  return {
    criterion: `the finger is at most ${Number(reach.toPrecision(3))} m from where it is in the goal`,
    distance,
    reached: (at, goal) => distance(at, goal) <= reach,
  };
}

const pose: Criterion = {
  criterion: `both joints are less than ${NEAR} rad from where they are in the goal`,
  distance: (at, goal) => length(shoulderApart(at, goal), wristApart(at, goal)),
  reached: (at, goal) => shoulderApart(at, goal) < NEAR && wristApart(at, goal) < NEAR,
};

const far: Stratum = {
  description: "a joint must turn by more than 30 degrees",
  holds: (start, goal) => shoulderApart(start, goal) > FAR || wristApart(start, goal) > FAR,
};

const criteria: { readonly [success in Success]: Criterion } = {
  "qpos-match": pose,
  easy: place("easy"),
  hard: place("hard"),
};

/** Goals between variables of the reacher, by the criterion that counts first. */
export function reacherGoals(success: Success): Goals {
  return { ...criteria[success], criteria, strata: { far } };
}
