import type { Action } from "../../core/types.ts";
import { BUMP, DOOR_SLACK, type Layout, MARGIN, MIDDLE, SIDE } from "./scene.ts";

function inDoor(along: number, { doors }: Layout): boolean {
  for (const { centre, half } of doors) {
    if (along >= centre - half - DOOR_SLACK && along <= centre + half + DOOR_SLACK) return true;
  }
  return false;
}

/**
 * Moves the agent, in place: action clipped to ±1 times speed, then the border, then the wall, with every result
 * rounded to float32 as stable-worldmodel's TwoRoom computes it. Inside the wall only the place along it counts:
 * whoever leaves a door's span there is put back in front of the wall, on the side where the step began.
 *
 * @param position `[x, y, …]` px; only x and y are read and written.
 */
export function move(position: Float32Array, action: Action, layout: Layout): void {
  const { agentRadius, agentSpeed, wallAxis, wallHalf } = layout;
  const across = wallAxis === 1 ? 0 : 1;
  const side = position[across] < MIDDLE ? -1 : 1;
  for (let axis = 0; axis < 2; axis++) {
    const way = Math.fround(Math.min(Math.max(action[axis], -1), 1) * agentSpeed);
    const to = Math.fround(position[axis] + way);
    position[axis] = Math.min(Math.max(to, MARGIN + agentRadius), SIDE - MARGIN - agentRadius);
  }
  const stop = wallHalf + agentRadius;
  const touches = side * (position[across] - MIDDLE) < stop;
  if (touches && !inDoor(position[1 - across], layout)) position[across] = MIDDLE + side * (stop + BUMP);
}
