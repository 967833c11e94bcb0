import type { Action, Rng } from "../../core/types.ts";
import { BOUNCE, CLEARANCE, type Layout, LONGEST_STEP } from "./scene.ts";

type Place = readonly [x: number, y: number];

/** Where a way meets a surface first. */
interface Hit {
  /** Part of the way before it, in [0, 1]. */
  readonly part: number;
  /** Axis that the surface is across: 0 for an upright one, 1 for a level one. */
  readonly axis: 0 | 1;
  /** Where the surface lies on that axis. */
  readonly line: number;
}

/** A way from a place, by an action no longer than a step may be. */
function wayOf([x, y]: Action): Place {
  const length = Math.sqrt(x * x + y * y);
  const scale = length > LONGEST_STEP ? LONGEST_STEP / length : 1;
  return [x * scale, y * scale];
}

function along(from: Place, way: Place, part: number): Place {
  return [from[0] + part * way[0], from[1] + part * way[1]];
}

/** The surfaces that a way may meet: the border, the wall's face but for the door, and the door's sides. */
function surfaces(from: Place, way: Place, layout: Layout): readonly Hit[] {
  const { low, high, wall, wallHalf, door, doorHalf } = layout;
  const hits: Hit[] = [];
  const cross = (axis: 0 | 1, line: number, solid: (at: Place) => boolean): void => {
    const part = (line - from[axis]) / way[axis];
    if (part >= 0 && part <= 1 && solid(along(from, way, part))) hits.push({ part, axis, line });
  };
  for (const axis of [0, 1] as const) {
    if (way[axis] !== 0) cross(axis, way[axis] > 0 ? high : low, () => true);
  }
  if (way[0] !== 0) {
    cross(0, wall - Math.sign(way[0]) * wallHalf, ([, y]) => Math.abs(y - door) > doorHalf);
  }
  if (way[1] !== 0) {
    cross(1, door + Math.sign(way[1]) * doorHalf, ([x]) => Math.abs(x - wall) <= wallHalf);
  }
  return hits;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** Where a way meets a surface: exactly on it, so that rounding puts no place into the wall. */
function meeting(from: Place, way: Place, { part, axis, line }: Hit): Place {
  const [x, y] = along(from, way, part);
  return axis === 0 ? [line, y] : [x, line];
}

/**
 * The nearest place that is clear of all surfaces, on the side of the wall where `at` is; on a wall without thickness that
 * is the side where the way came from.
 */
function clear([x, y]: Place, at: Place, from: Place, layout: Layout): Place {
  const { low, high, wall, wallHalf, door, doorHalf } = layout;
  const inside = (value: number): number => clamp(value, low + CLEARANCE, high - CLEARANCE);
  if (Math.abs(at[0] - wall) < wallHalf) {
    const [top, bottom] = [Math.max(door - doorHalf, low), Math.min(door + doorHalf, high)];
    return [inside(x), clamp(y, top + CLEARANCE, bottom - CLEARANCE)];
  }
  const side = (at[0] === wall ? from[0] : at[0]) < wall ? -1 : 1;
  const face = wall + side * (wallHalf + CLEARANCE);
  return [inside(side < 0 ? Math.min(x, face) : Math.max(x, face)), inside(y)];
}

/**
 * Moves the dot by an action, in place. A way that meets a surface ends there, and the surface throws the dot back by
 * chance: across itself by |n₀| and along itself by n₁, both normal with a standard deviation of 0.5 px, and it is left at
 * least 0.3 px from every surface. Nothing is drawn from `rng` on a free way.
 *
 * @param position `[x, y, …]` px; only x and y are read and written.
 */
export function move(position: Float64Array, action: Action, layout: Layout, rng: Rng): void {
  const from: Place = [position[0], position[1]];
  const way = wayOf(action);
  const hits = surfaces(from, way, layout);
  if (hits.length === 0) {
    position.set(along(from, way, 1));
    return;
  }
  const hit = hits.reduce((first, next) => next.part < first.part ? next : first);
  const at = meeting(from, way, hit);
  const bounce = [BOUNCE * rng.normal(), BOUNCE * rng.normal()];
  bounce[hit.axis] = -Math.sign(way[hit.axis]) * Math.abs(bounce[hit.axis]);
  position.set(clear([at[0] + bounce[0], at[1] + bounce[1]], at, from, layout));
}
