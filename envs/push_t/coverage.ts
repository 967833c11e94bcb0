import type { Pose } from "../physics/pusher_world.ts";
import type { Disc, Point, Polygon } from "../physics/shape.ts";
import type { BlockShape } from "./block_shape.ts";
import { discOverlapArea, overlapArea } from "./overlap_area.ts";

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
