import { InputError } from "../../core/errors.ts";
import type { EnvSpec } from "../../core/types.ts";

/** A place in the rooms `[x, y]`, px. */
export type Place = readonly [x: number, y: number];

/** What an expert sees of two rooms. */
export interface Scene {
  /** Where the agent is. */
  readonly agent: Place;
  /** Where the target is. */
  readonly target: Place;
  /** Radius of the agent, px. */
  readonly radius: number;
  /** Coordinate across the wall: 0 (x) for an upright wall, 1 (y) for a level one. */
  readonly across: 0 | 1;
  /** Half the wall, px. */
  readonly wallHalf: number;
  /** Doors in use: middle along the wall and half the opening, px. */
  readonly doors: readonly { readonly position: number; readonly half: number }[];
}

/** Middle of the wall in two-room@1, px. */
const WALL = 112;
/** A door's middle counts as reached at this distance, px. */
const AT_DOOR = 10.5;
/** A door fits when half its opening is so many radii. */
const MARGIN = 1.1;
const DOORS = [0, 1, 2];

/** Reads scenes from the variables of a world. Throws {@linkcode InputError} for a world without two rooms. */
export function sceneReader({ id, variables }: EnvSpec): (values: Float64Array) => Scene {
  const index = (name: string): number => {
    const found = variables.findIndex((variable) => variable.name === name);
    if (found >= 0) return found;
    throw new InputError(
      `Cannot act in "${id}": it has no variable "${name}", expected a world of two rooms`,
    );
  };
  const agent = [index("agent_x"), index("agent_y")];
  const target = [index("target_x"), index("target_y")];
  const [radius, axis, wallHalf] = [index("agent_radius"), index("wall_axis"), index("wall_half")];
  const doors = DOORS.map((i) => ({ position: index(`door_position_${i}`), half: index(`door_size_${i}`) }));
  return (values) => ({
    agent: [values[agent[0]], values[agent[1]]],
    target: [values[target[0]], values[target[1]]],
    radius: values[radius],
    across: values[axis] === 1 ? 0 : 1,
    wallHalf: values[wallHalf],
    doors: doors.map(({ position, half }) => ({ position: values[position], half: values[half] }))
      .filter(({ half }) => half > 0),
  });
}

const distance = (a: Place, b: Place): number => Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2);

/** Where to go next: the target, or first the nearest door that fits, and then a point behind that door. */
export function waypoint({ agent, target, radius, across, wallHalf, doors }: Scene): Place {
  const side = (place: Place): number => place[across] < WALL ? -1 : 1;
  if (side(agent) === side(target)) return target;
  const at = (offset: number, along: number): Place =>
    across === 0 ? [WALL + offset, along] : [along, WALL + offset];
  const fitting = doors.filter(({ half }) => half >= MARGIN * radius);
  const middles = (fitting.length > 0 ? fitting : doors).map(({ position }) => position);
  const toDoor = (position: number): number => distance(agent, at(0, position));
  const door = middles.reduce((best, next) => toDoor(next) < toDoor(best) ? next : best);
  // Straight through: whoever turns to the target inside the wall is put back to where it came from.
  return toDoor(door) > AT_DOOR ? at(0, door) : at(side(target) * (wallHalf + radius), door);
}
