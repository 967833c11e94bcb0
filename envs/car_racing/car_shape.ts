import { WHEEL_HALF_WIDTH, WHEEL_RADIUS } from "./tyre.ts";

/** Corners `[x, y, …]` of a polygon in its body's own coordinates, clockwise, m. */
export type Corners = readonly number[];

/** Metres for each unit of the drawing. */
const SIZE = 0.02;
const sized = (corners: Corners): Corners => corners.map((value) => value * SIZE);

/** The polygons of the hull: bumper, nose, cockpit, wing. */
export const hullParts: readonly Corners[] = [
  [-60, 130, 60, 130, 60, 110, -60, 110],
  [-15, 120, 15, 120, 20, 20, -20, 20],
  [25, 20, 50, -10, 50, -40, 20, -90, -20, -90, -50, -40, -50, -10, -25, 20],
  [-50, -90, 50, -90, 50, -120, -50, -120],
].map(sized);

/** The polygon of a wheel. */
export const wheelPart: Corners = [
  ...[-WHEEL_HALF_WIDTH, WHEEL_RADIUS],
  ...[WHEEL_HALF_WIDTH, WHEEL_RADIUS],
  ...[WHEEL_HALF_WIDTH, -WHEEL_RADIUS],
  ...[-WHEEL_HALF_WIDTH, -WHEEL_RADIUS],
];

/** Where the wheels are on the hull: front left, front right, rear left, rear right, m. */
export const axles: readonly (readonly [x: number, y: number])[] = [[-1.1, 1.6], [1.1, 1.6], [-1.1, -1.64], [
  1.1,
  -1.64,
]];
