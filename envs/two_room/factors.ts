import type { FactorSpec } from "../../core/types.ts";

function number(name: string, low: number, high: number, start: number, description: string): FactorSpec {
  return { name, low, high, default: start, description };
}

function whole(name: string, low: number, high: number, start: number, description: string): FactorSpec {
  return { ...number(name, low, high, start, description), integer: true };
}

function colour(what: string, red: number, green: number, blue: number): readonly FactorSpec[] {
  return [
    whole(`${what}_red`, 0, 255, red, `red of the ${what}`),
    whole(`${what}_green`, 0, 255, green, `green of the ${what}`),
    whole(`${what}_blue`, 0, 255, blue, `blue of the ${what}`),
  ];
}

function door(i: number): readonly FactorSpec[] {
  return [
    whole(`door_size_${i}`, 1, 21, 14, `half the opening of door ${i}, px`),
    whole(`door_position_${i}`, 0, 223, 49, `middle of door ${i} along the wall, px`),
  ];
}

/** What may vary in two rooms, with the ranges and defaults of stable-worldmodel's TwoRoom. */
export const twoRoomFactors: readonly FactorSpec[] = [
  number("agent_radius", 7, 14, 7, "radius of the agent for bumps, and standard deviation of its dot, px"),
  number("agent_speed", 1.75, 10.5, 5, "way of the agent under an action of 1, px per step"),
  number("target_radius", 7, 14, 7, "standard deviation of the target's dot, px"),
  whole("wall_axis", 0, 1, 1, "direction of the wall: 1 upright at x = 112, 0 level at y = 112"),
  whole("wall_thickness", 7, 41, 10, "thickness of the wall, px; an even one is drawn a pixel thicker"),
  whole("doors", 1, 3, 1, "number of doors in use"),
  ...door(0),
  ...door(1),
  ...door(2),
  ...colour("agent", 255, 0, 0),
  ...colour("target", 0, 255, 0),
  ...colour("wall", 0, 0, 0),
  ...colour("door", 255, 255, 255),
  ...colour("background", 255, 255, 255),
];
