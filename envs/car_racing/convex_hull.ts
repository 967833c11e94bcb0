import type { Quad } from "./road.ts";

/** Twice the area to the right of the way from o over a to b: negative for a turn to the left. */
function turn(points: Quad, o: number, a: number, b: number): number {
  const [ax, ay] = [points[a] - points[o], points[a + 1] - points[o + 1]];
  return ay * (points[b] - points[o]) - ax * (points[b + 1] - points[o + 1]);
}

/** The corners from the first to the last, in that order, that no other one lies to the left of. */
function chain(points: Quad, order: readonly number[]): readonly number[] {
  const kept: number[] = [];
  for (const next of order) {
    while (kept.length > 1 && turn(points, kept[kept.length - 2], kept[kept.length - 1], next) <= 0) {
      kept.pop();
    }
    kept.push(next);
  }
  return kept.slice(0, -1);
}

/**
 * The convex hull of points `[x, y, …]`, clockwise where y goes upwards, without points on its sides (the monotone
 * chain of Andrew, 1979). Points on one line have the two ends as their hull.
 */
export function convexHull(points: Quad): Quad {
  const order = Array.from({ length: points.length / 2 }, (_, i) => 2 * i)
    .sort((a, b) => points[a] - points[b] || points[a + 1] - points[b + 1]);
  return [...chain(points, order), ...chain(points, order.toReversed())].flatMap((i) => [
    points[i],
    points[i + 1],
  ]);
}
