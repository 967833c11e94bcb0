import { colourFactors, numberFactor, wholeFactor } from "../../core/env/factors.ts";
import type { FactorSpec } from "../../core/types.ts";
import type { Colour } from "../raster/fill_rectangle.ts";

/** Colours that only one of the two forms of the picture shows. */
function shownInColours(colours: readonly FactorSpec[]): readonly FactorSpec[] {
  return colours.map((spec) => ({ ...spec, description: `${spec.description}; layers do not show it` }));
}

/** What may vary in a dot's two rooms; wall and door stand where they are told unless a factor says otherwise. */
export function dotWallFactors(wall: number, door: number): readonly FactorSpec[] {
  return [
    wholeFactor("wall_position", 20, 44, wall, "middle of the wall, to the right, px"),
    wholeFactor("door_position", 10, 54, door, "middle of the door, downwards, px"),
    wholeFactor("wall_width", 1, 9, 3, "thickness of the wall, px; an even one stands a pixel thicker"),
    wholeFactor("door_space", 2, 8, 4, "half the opening of the door, px"),
    numberFactor("dot_std", 0.8, 3, 1.3, "standard deviation of the dot's picture, px"),
    ...shownInColours(colourFactors("agent", [255, 0, 0])),
    ...shownInColours(colourFactors("wall", [0, 0, 0])),
    ...shownInColours(colourFactors("background", [255, 255, 255])),
  ];
}

/** Distance of the border lines from the edges of the picture, px. */
export const BORDER = 5;
/** Longest way of the dot in a step, px. */
export const LONGEST_STEP = 2.45;
/** How far a surface throws the dot back: standard deviation of the bounce along each axis, px. */
export const BOUNCE = 0.5;
/** Nearest to a surface that a bounce may leave the dot, px. */
export const CLEARANCE = 0.3;
/** The dot starts at least so many standard deviations of its picture from walls and border. */
export const START_MARGIN = 2;
/** Nearer than this to where the dot is in the goal is there, px. */
export const REACH = 4.5;
/** The world ends where the mean of the squared differences from the target, of x and y, is less than this, px². */
export const ARRIVED = 1;

/** The rooms of one episode: its factors in the form that moving and drawing need. */
export interface Layout {
  /** Side of the world, px. */
  readonly side: number;
  /** Place of the left and of the upper border line, px. */
  readonly low: number;
  /** Place of the right and of the lower border line, px. */
  readonly high: number;
  /** Middle of the wall, px. */
  readonly wall: number;
  /** Half the wall, px. */
  readonly wallHalf: number;
  /** Middle of the door, px. */
  readonly door: number;
  /** Half the opening, px. */
  readonly doorHalf: number;
  /** Standard deviation of the dot's picture, px. */
  readonly dotStd: number;
  /** Colours, for pictures that have some. */
  readonly colours: { readonly [part in "agent" | "wall" | "background"]: Colour };
}

/** The layout of complete factors, given in the order of their specs, in a world of some side. */
export function layoutOf(specs: readonly FactorSpec[], factors: Float64Array, side: number): Layout {
  const value = (name: string): number => factors[specs.findIndex((spec) => spec.name === name)];
  const colour = (part: string): Colour => [
    value(`${part}_red`),
    value(`${part}_green`),
    value(`${part}_blue`),
  ];
  return {
    side,
    low: BORDER - 1,
    high: side - BORDER,
    wall: value("wall_position"),
    wallHalf: Math.floor(value("wall_width") / 2),
    door: value("door_position"),
    doorHalf: value("door_space"),
    dotStd: value("dot_std"),
    colours: { agent: colour("agent"), wall: colour("wall"), background: colour("background") },
  };
}
