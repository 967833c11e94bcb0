import type { Criterion, Goals, Stratum } from "../../core/types.ts";
import { RADIUS } from "./geometry.ts";
import { reacherVariables } from "./variables.ts";

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

const TURN = 2 * Math.PI;

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
