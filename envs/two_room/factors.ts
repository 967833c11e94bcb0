import { colourFactors, numberFactor, wholeFactor } from "../../core/env/factors.ts";
import type { FactorSpec } from "../../core/types.ts";

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
