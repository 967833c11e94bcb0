import type { Point } from "../physics/shape.ts";

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
