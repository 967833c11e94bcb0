import type { Goals } from "../../core/types.ts";
import { carRacingVariables, wrapped } from "./variables.ts";

/** Nearer than this is there: about the length of the car, m. */
const NEAR = 5;
/** Turned by less than this is there, rad. */
const ALIGNED = Math.PI / 6;
/** A way that turns by more is a bend, rad. */
const BEND = Math.PI / 6;

const index = (name: string): number => carRacingVariables.findIndex((variable) => variable.name === name);
const [X, Y, ANGLE] = [index("car_x"), index("car_y"), index("car_angle")];

function distance(at: Float64Array, goal: Float64Array): number {
  const [dx, dy] = [at[X] - goal[X], at[Y] - goal[Y]];
  return Math.sqrt(dx * dx + dy * dy);
}

const turn = (at: Float64Array, goal: Float64Array): number => Math.abs(wrapped(at[ANGLE] - goal[ANGLE]));

/** Goals between variables of CarRacing: to be where the car is in the goal, and headed like it. */
export const carRacingGoals: Goals = {
  criterion:
    `the car is less than ${NEAR} m from where it is in the goal, and turned by less than 30 degrees`,
  distance,
  reached: (at, goal) => distance(at, goal) < NEAR && turn(at, goal) < ALIGNED,
  strata: {
    bend: {
      description: "the car is turned by more than 30 degrees in the goal",
      holds: (at, goal) => turn(at, goal) > BEND,
    },
  },
};
