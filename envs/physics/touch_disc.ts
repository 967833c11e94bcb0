import type { PlacedDisc } from "./placed_disc.ts";
import type { PlacedPolygon } from "./placed_polygon.ts";
import type { Touch } from "./touch.ts";

/** One point on each surface along the normal `(nx, ny)`. */
function addPoint(touch: Touch, disc: PlacedDisc, nx: number, ny: number, qx: number, qy: number): void {
  touch.begin(nx, ny);
  touch.add(disc.x + nx * disc.radius, disc.y + ny * disc.radius, qx, qy, 0);
}

/**
 * A disc as obstacle against a polygon: the closest point of the polygon, or, for a middle inside it, the face
 * with the least penetration.
 */
export function touchDiscPolygon(disc: PlacedDisc, polygon: PlacedPolygon, touch: Touch): void {
  const { x, y, nx, ny, count } = polygon;
  touch.count = 0;
  let face = 0;
  let apart = -Infinity;
  for (let i = 0; i < count; i++) {
    const along = (disc.x - x[i]) * nx[i] + (disc.y - y[i]) * ny[i];
    if (along > apart) {
      apart = along;
      face = i;
    }
  }
  if (apart > disc.radius) return;
  const from = face === 0 ? count - 1 : face - 1;
  const ex = x[face] - x[from];
  const ey = y[face] - y[from];
  const t = ((disc.x - x[from]) * ex + (disc.y - y[from]) * ey) / (ex * ex + ey * ey);
  const on = Math.min(Math.max(t, 0), 1);
  const qx = x[from] + ex * on;
  const qy = y[from] + ey * on;
  if (apart <= 0 || (t > 0 && t < 1)) {
    addPoint(touch, disc, -nx[face], -ny[face], qx, qy);
    return;
  }
  const distance = Math.sqrt((qx - disc.x) ** 2 + (qy - disc.y) ** 2);
  if (distance > disc.radius) return;
  addPoint(touch, disc, (qx - disc.x) / distance, (qy - disc.y) / distance, qx, qy);
}

/** A disc as obstacle against a disc; exactly above each other they part along x. */
export function touchDiscDisc(disc: PlacedDisc, body: PlacedDisc, touch: Touch): void {
  const dx = body.x - disc.x;
  const dy = body.y - disc.y;
  const distance = Math.sqrt(dx * dx + dy * dy);
  touch.count = 0;
  if (distance >= disc.radius + body.radius) return;
  const nx = distance > 0 ? dx / distance : 1;
  const ny = distance > 0 ? dy / distance : 0;
  addPoint(touch, disc, nx, ny, body.x - nx * body.radius, body.y - ny * body.radius);
}
