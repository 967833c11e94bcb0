import { InputError } from "../../core/errors.ts";
import type { EnvSpec } from "../../core/types.ts";

/** A place `[x, y]`, px. */
export type Place = readonly [x: number, y: number];

/** What a policy sees of a dot's two rooms. */
export interface DotScene {
  /** Where the dot is. */
  readonly agent: Place;
  /** Where its target is. */
  readonly target: Place;
  /** Middle of the wall, px. */
  readonly wall: number;
  /** Half the wall, px. */
  readonly wallHalf: number;
  /** Middle of the door, px. */
  readonly door: number;
}

/** Reads scenes from the variables of a world. Throws {@linkcode InputError} for a world without wall and door. */
export function dotSceneReader({ id, variables }: EnvSpec): (values: Float64Array) => DotScene {
  const index = (name: string): number => {
    const found = variables.findIndex((variable) => variable.name === name);
    if (found >= 0) return found;
    throw new InputError(
      `Cannot act in "${id}": it has no variable "${name}", expected a world of a dot and a wall`,
    );
  };
  const places = ["agent_x", "agent_y", "target_x", "target_y"].map(index);
  const [wall, half, door] = ["wall_position", "wall_half", "door_position"].map(index);
  return (values) => {
    const [x, y, targetX, targetY] = places.map((i) => values[i]);
    return {
      agent: [x, y],
      target: [targetX, targetY],
      wall: values[wall],
      wallHalf: values[half],
      door: values[door],
    };
  };
}

/** The dot lines up with the door so far from the wall, and goes on so far behind it, px. */
const BEFORE = 1;
const BEHIND = 2;
/** Off the middle of the door by no more than this, the dot goes through, px. */
const LINED_UP = 1.5;

/** Distance of two places, px. */
export function distance(a: Place, b: Place): number {
  return Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2);
}

/** Whether a place is right of the middle of the wall. */
export function isRight([x]: Place, { wall }: Pick<DotScene, "wall">): boolean {
  return x > wall;
}

/** Where to go next on the way to a place: there, or first before the door, then straight through it. */
export function waypoint(scene: DotScene, to: Place): Place {
  const { agent, wall, wallHalf, door } = scene;
  const fromWall = Math.abs(agent[0] - wall) - wallHalf;
  const [from, there] = [isRight(agent, scene), isRight(to, scene)];
  if (fromWall > 0 && from === there) return to;
  const atDoor = (
    right: boolean,
    ahead: number,
  ): Place => [wall + (right ? 1 : -1) * (wallHalf + ahead), door];
  const lined = fromWall <= BEHIND && Math.abs(agent[1] - door) <= LINED_UP;
  return fromWall <= 0 || lined ? atDoor(there, BEHIND) : atDoor(from, BEFORE);
}
