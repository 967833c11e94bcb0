import type { FactorSpec } from "../../core/types.ts";
import type { Colour } from "../raster/colour.ts";
import { BORDER } from "./geometry.ts";

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
