import { colourFactors } from "../../core/env/factors.ts";
import { cosine, sine } from "../../core/env/trigonometry.ts";
import type { FactorSpec, Goals, VariableSpec } from "../../core/types.ts";
import type { CarBody } from "./car_body.ts";
import type { Ground } from "./ground.ts";
import type { Wheel } from "./tyre.ts";

/** What may vary in CarRacing, beside the track, which the seed decides. */
export const carRacingFactors: readonly FactorSpec[] = [
  ...colourFactors("road", [102, 102, 102]),
  ...colourFactors("background", [102, 204, 102]),
  ...colourFactors("grass", [102, 230, 102]),
  ...colourFactors("car", [204, 0, 0]),
];

/** Points of the road that are told, in pieces ahead of the nearest one. */
const AHEAD: readonly number[] = [2, 4, 6, 8, 11, 14, 18, 22, 27, 32];
/** Names of the wheels, in their order. */
const WHEELS: readonly string[] = ["front_left", "front_right", "rear_left", "rear_right"];
const TURN = 2 * Math.PI;

function variable(name: string, unit: string, description: string): VariableSpec {
  return { name, unit, description };
}

/** What can be read of CarRacing: the car, what the driver does, and the road as the driver sees it. */
export const carRacingVariables: readonly VariableSpec[] = [
  variable("car_x", "m", "car, to the right"),
  variable("car_y", "m", "car, upwards"),
  variable("car_angle", "rad", "angle of the car, 0 upwards, to the left positive, −π…π"),
  variable("car_vx", "m/s", "velocity of the car, to the right"),
  variable("car_vy", "m/s", "velocity of the car, upwards"),
  variable("car_spin", "rad/s", "how fast the car turns, to the left positive"),
  variable("speed_forward", "m/s", "velocity along the car"),
  variable("speed_aside", "m/s", "velocity across the car, to its right"),
  ...WHEELS.map((name) => variable(`spin_${name}`, "rad/s", `spin of the ${name.replace("_", " ")} wheel`)),
  variable("steering", "rad", "angle of the front left wheel from the car, to the left positive"),
  variable("gas", "1", "gas at the rear left wheel, 0…1"),
  variable("brake", "1", "brake, 0…1"),
  variable("fuel", "J", "energy of the engine in the last step"),
  variable("wheels_on_road", "1", "wheels that touch the road"),
  variable("road_pieces", "1", "pieces of road"),
  variable("road_visited", "1", "share of the pieces that were driven on"),
  variable("road_piece", "1", "nearest piece, counted from the start"),
  variable("road_aside", "m", "how far the car is to the right of the road's middle"),
  variable("road_turn", "rad", "angle from the car to the road, to the left positive, −π…π"),
  ...AHEAD.flatMap((pieces) => [
    variable(
      `ahead_${pieces}_right`,
      "m",
      `the road's middle ${pieces} pieces ahead, to the right of the car`,
    ),
    variable(`ahead_${pieces}_forward`, "m", `the road's middle ${pieces} pieces ahead, in front of the car`),
  ]),
  variable("score", "1", "return so far, without the −100 for leaving the field"),
];

/** An angle in −π…π. */
export function wrapped(angle: number): number {
  return angle - TURN * Math.round(angle / TURN);
}

/** What an episode has come to. */
export interface Progress {
  /** Pieces of road that were driven on. */
  readonly visited: number;
  /** Return so far, without the −100 for leaving the field. */
  readonly score: number;
}

/** Values of the variables, in their order. */
export function measure(
  car: CarBody,
  wheels: readonly Wheel[],
  { track }: Ground,
  nearest: number,
  { visited, score }: Progress,
): Float64Array {
  const { x, y, sin, cos } = car.placement(0);
  const [vx, vy] = car.velocity;
  const here = track[nearest];
  const right = (dx: number, dy: number): number => cos * dx + sin * dy;
  const forward = (dx: number, dy: number): number => cos * dy - sin * dx;
  const ahead = AHEAD.flatMap((pieces) => {
    const point = track[(nearest + pieces) % track.length];
    return [right(point.x - x, point.y - y), forward(point.x - x, point.y - y)];
  });
  return Float64Array.of(
    ...[x, y, wrapped(car.angle), vx, vy, car.spin, forward(vx, vy), right(vx, vy)],
    ...wheels.map(({ omega }) => omega),
    ...[car.steering(0), wheels[2].gas, wheels[0].brake],
    wheels.reduce((sum, { spent }) => sum + spent, 0),
    wheels.filter(({ onRoad }) => onRoad).length,
    ...[track.length, visited / track.length, nearest],
    (x - here.x) * cosine(here.beta) + (y - here.y) * sine(here.beta),
    wrapped(here.beta - car.angle),
    ...ahead,
    score,
  );
}

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
