import { MIDDLE } from "./geometry.ts";
import { twoRoomVariables } from "./variables.ts";

const WALL_AXIS = twoRoomVariables.findIndex(({ name }) => name === "wall_axis");

/** Whether the agent is to the right of an upright wall, or below a level one; by variables. */
export function inSecondRoom(variables: Float64Array): boolean {
  return variables[variables[WALL_AXIS] === 1 ? 0 : 1] > MIDDLE;
}
