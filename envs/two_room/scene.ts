import { colourFactors, numberFactor, wholeFactor } from "../../core/env/factors.ts";
import type { FactorSpec } from "../../core/types.ts";
import type { Colour } from "../raster/fill_rectangle.ts";

function door(i: number): readonly FactorSpec[] {
  return [
    wholeFactor(`door_size_${i}`, 1, 21, 14, `half the opening of door ${i}, px`),
    wholeFactor(`door_position_${i}`, 0, 223, 49, `middle of door ${i} along the wall, px`),
  ];
}

/** What may vary in two rooms, with the ranges and defaults of stable-worldmodel's TwoRoom. */
export const twoRoomFactors: readonly FactorSpec[] = [
  numberFactor(
    "agent_radius",
    7,
    14,
    7,
    "radius of the agent for bumps, and standard deviation of its dot, px",
  ),
  numberFactor("agent_speed", 1.75, 10.5, 5, "way of the agent under an action of 1, px per step"),
  numberFactor("target_radius", 7, 14, 7, "standard deviation of the target's dot, px"),
  wholeFactor("wall_axis", 0, 1, 1, "direction of the wall: 1 upright at x = 112, 0 level at y = 112"),
  wholeFactor("wall_thickness", 7, 41, 10, "thickness of the wall, px; an even one is drawn a pixel thicker"),
  wholeFactor("doors", 1, 3, 1, "number of doors in use"),
  ...door(0),
  ...door(1),
  ...door(2),
  ...colourFactors("agent", [255, 0, 0]),
  ...colourFactors("target", [0, 255, 0]),
  ...colourFactors("wall", [0, 0, 0]),
  ...colourFactors("door", [255, 255, 255]),
  ...colourFactors("background", [255, 255, 255]),
];

/** Side of the world, px; every length of the world is in these pixels, whatever size it is drawn at. */
export const SIDE = 224;
/** Width of the strip outside the border lines, lines included, px. */
export const MARGIN = 14;
/** Thickness of a border line, px. */
export const LINE = 4;
/** Middle of the wall between the rooms, px. */
export const MIDDLE = 112;
/** How far past a door's edge the middle of the agent may be, px. */
export const DOOR_SLACK = 1.75;
/** Gap left between agent and wall after a bump, px. */
export const BUMP = 0.5;
/** Nearer than this is there, px. */
export const REACH = 16;

/** An opening of the wall. */
export interface Door {
  /** Middle along the wall, px. */
  readonly centre: number;
  /** Half the opening, px. */
  readonly half: number;
}

/** The rooms of one episode: its factors in the form that moving and drawing need. */
export interface Layout {
  /** Radius of the agent as float32, px. */
  readonly agentRadius: number;
  /** Way of the agent under an action of 1 as float32, px. */
  readonly agentSpeed: number;
  /** Standard deviation of the target's dot as float32, px. */
  readonly targetRadius: number;
  /** 1 for an upright wall, 0 for a level one. */
  readonly wallAxis: number;
  /** Half the wall, px. */
  readonly wallHalf: number;
  /** Openings. */
  readonly doors: readonly Door[];
  /** Colours. */
  readonly colours: { readonly [part in "agent" | "target" | "wall" | "door" | "background"]: Colour };
}

/** The layout that belongs to complete factors, given in the order of their specs. */
export function layoutOf(factors: Float64Array): Layout {
  const value = (name: string): number => factors[twoRoomFactors.findIndex((spec) => spec.name === name)];
  const colour = (
    part: string,
  ): Colour => [value(`${part}_red`), value(`${part}_green`), value(`${part}_blue`)];
  const door = (i: number): Door => ({ centre: value(`door_position_${i}`), half: value(`door_size_${i}`) });
  return {
    agentRadius: Math.fround(value("agent_radius")),
    agentSpeed: Math.fround(value("agent_speed")),
    targetRadius: Math.fround(value("target_radius")),
    wallAxis: value("wall_axis"),
    wallHalf: Math.floor(value("wall_thickness") / 2),
    doors: Array.from({ length: value("doors") }, (_, i) => door(i)),
    colours: {
      agent: colour("agent"),
      target: colour("target"),
      wall: colour("wall"),
      door: colour("door"),
      background: colour("background"),
    },
  };
}
