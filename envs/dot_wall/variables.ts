import type { VariableSpec } from "../../core/types.ts";
import type { Layout } from "./scene.ts";

function px(name: string, description: string): VariableSpec {
  return { name, unit: "px", description };
}

/** What can be read of a dot's two rooms: where dot and target are, then wall and door. */
export const dotWallVariables: readonly VariableSpec[] = [
  px("agent_x", "dot, to the right"),
  px("agent_y", "dot, downwards"),
  px("target_x", "target, to the right"),
  px("target_y", "target, downwards"),
  px("wall_position", "middle of the wall, to the right"),
  px("wall_half", "half the wall"),
  px("door_position", "middle of the door, downwards"),
  px("door_half", "half the opening of the door"),
];

/** Values of the variables, in their order. */
export function measure(positions: Float64Array, layout: Layout): Float64Array {
  const { wall, wallHalf, door, doorHalf } = layout;
  return Float64Array.of(...positions, wall, wallHalf, door, doorHalf);
}
