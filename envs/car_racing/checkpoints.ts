import { cosine, sine } from "../../core/env/trigonometry.ts";

/** Radius about which the road runs, m. */
const RADIUS = 150;
/** Checkpoints of a round. */
const COUNT = 12;
const TURN = 2 * Math.PI;

/** Where the road leads. */
export interface Checkpoint {
  /** Its direction from the middle, rad. */
  readonly alpha: number;
  /** To the right, m. */
  readonly x: number;
  /** Upwards, m. */
  readonly y: number;
}

/** Where a round begins, as a direction from the middle, rad. */
export const START_ALPHA = -TURN / 2 / COUNT;
/** Where the road begins, to the right, m. */
export const START_X = 1.5 * RADIUS;

/** Draws a number in a range. */
export type Draw = (low: number, high: number) => number;

function directionOf(c: number, noise: number): number {
  if (c === 0) return 0;
  const even = TURN * c / COUNT;
  return c === COUNT - 1 ? even : even + noise;
}

/** Draws the twelve checkpoints. Direction and radius are drawn for each, also where the first and last need none. */
export function drawCheckpoints(draw: Draw): readonly Checkpoint[] {
  return Array.from({ length: COUNT }, (_, c) => {
    const noise = draw(0, TURN / COUNT);
    const drawn = draw(RADIUS / 3, RADIUS);
    const alpha = directionOf(c, noise);
    const radius = c === 0 || c === COUNT - 1 ? START_X : drawn;
    return { alpha, x: radius * cosine(alpha), y: radius * sine(alpha) };
  });
}
