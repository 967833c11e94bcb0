import type { VariableSpec } from "../../core/types.ts";
import { type Layout, MIDDLE } from "./scene.ts";

/** Euclidean distance of two points, computed in float32 throughout, px. */
export function distance(ax: number, ay: number, bx: number, by: number): number {
  const dx = Math.fround(ax - bx);
  const dy = Math.fround(ay - by);
  return Math.fround(Math.sqrt(Math.fround(Math.fround(dx * dx) + Math.fround(dy * dy))));
}

/** Doors that have a place among the variables. */
const DOORS = [0, 1, 2];

function px(name: string, description: string): VariableSpec {
  return { name, unit: "px", description };
}

/** What can be read of two rooms: where agent and target are, then the geometry that a scripted expert needs. */
export const twoRoomVariables: readonly VariableSpec[] = [
  px("agent_x", "agent, to the right"),
  px("agent_y", "agent, downwards"),
  px("target_x", "target, to the right"),
  px("target_y", "target, downwards"),
  px("agent_radius", "radius of the agent"),
  { name: "wall_axis", unit: "1", description: "1 upright wall, 0 level wall" },
  px("wall_half", "half the wall"),
  ...DOORS.flatMap((i) => [
    px(`door_position_${i}`, `middle of door ${i} along the wall`),
    px(`door_size_${i}`, `half the opening of door ${i}, 0 where there is no such door`),
  ]),
];

/** Values of the variables, in their order. */
export function measure(positions: Float32Array, layout: Layout): Float64Array {
  const { agentRadius, wallAxis, wallHalf, doors } = layout;
  const openings = DOORS.flatMap((i) => i < doors.length ? [doors[i].centre, doors[i].half] : [0, 0]);
  return Float64Array.of(...positions, agentRadius, wallAxis, wallHalf, ...openings);
}

const WALL_AXIS = twoRoomVariables.findIndex(({ name }) => name === "wall_axis");

/** Whether the agent is to the right of an upright wall, or below a level one; by variables. */
export function inSecondRoom(variables: Float64Array): boolean {
  return variables[variables[WALL_AXIS] === 1 ? 0 : 1] > MIDDLE;
}
