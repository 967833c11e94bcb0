import type { Pose } from "../physics/pusher_world.ts";
import type { Disc, Point, Polygon } from "../physics/shape.ts";
import type { BlockShape } from "./block_shape.ts";

/** Area of a polygon by the shoelace formula, positive whichever way it turns. */
function area(corners: readonly Point[]): number {
  const sum = corners.reduce((total, [x, y], i) => {
    const [nx, ny] = corners[(i + 1) % corners.length];
    return total + x * ny - nx * y;
  }, 0);
  return Math.abs(sum) / 2;
}

/** The part of a polygon on the left of the line from `a` to `b` (Sutherland and Hodgman, 1974). */
function clip(corners: readonly Point[], [ax, ay]: Point, [bx, by]: Point): readonly Point[] {
  const side = ([x, y]: Point): number => (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  const kept: Point[] = [];
  for (let i = 0; i < corners.length; i++) {
    const [here, next] = [corners[i], corners[(i + 1) % corners.length]];
    const [from, to] = [side(here), side(next)];
    if (from >= 0) kept.push(here);
    if (from >= 0 === to >= 0) continue;
    const t = from / (from - to);
    kept.push([here[0] + t * (next[0] - here[0]), here[1] + t * (next[1] - here[1])]);
  }
  return kept;
}

/** Area that two convex polygons share; their corners go round in the order that turns x towards y. */
export function overlapArea(one: readonly Point[], other: readonly Point[]): number {
  let left = one;
  for (let i = 0; i < other.length && left.length > 0; i++) {
    left = clip(left, other[i], other[(i + 1) % other.length]);
  }
  return left.length > 2 ? area(left) : 0;
}

/** Area that two discs of the same radius share, their middles `distance` apart. */
export function discOverlapArea(radius: number, distance: number): number {
  if (distance >= 2 * radius) return 0;
  const half = distance / 2;
  return 2 * radius * radius * Math.acos(half / radius) - distance * Math.sqrt(radius * radius - half * half);
}

function placed({ corners }: Polygon, { x, y, angle }: Pose): readonly Point[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return corners.map(([u, v]) => [u * cos - v * sin + x, u * sin + v * cos + y]);
}

function span(corners: readonly Point[], axis: 0 | 1): readonly [number, number] {
  const values = corners.map((corner) => corner[axis]);
  return [Math.min(...values), Math.max(...values)];
}

function mayOverlap(one: readonly Point[], other: readonly Point[]): boolean {
  return ([0, 1] as const).every((axis) => {
    const [low, high] = span(one, axis);
    const [otherLow, otherHigh] = span(other, axis);
    return low <= otherHigh && otherLow <= high;
  });
}

const isPolygon = (part: Polygon | Disc): part is Polygon => part.kind === "polygon";

/**
 * How much of the block lies where it lies at another pose, in 0…1: the shared area ÷ the block's area. The parts
 * of a block do not overlap, so the areas of all pairs of parts add up.
 */
export function coverage(block: BlockShape, at: Pose, goal: Pose): number {
  const distance = Math.sqrt((at.x - goal.x) ** 2 + (at.y - goal.y) ** 2);
  const [first] = block.parts;
  if (!isPolygon(first)) return discOverlapArea(first.radius, distance) / block.area;
  const polygons = block.parts.filter(isPolygon);
  const goals = polygons.map((part) => placed(part, goal));
  const shared = polygons.map((part) => placed(part, at)).reduce(
    (total, here) =>
      goals.reduce((sum, there) => mayOverlap(here, there) ? sum + overlapArea(here, there) : sum, total),
    0,
  );
  return shared / block.area;
}
