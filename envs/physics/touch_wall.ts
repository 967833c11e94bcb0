import type { PlacedDisc } from "./placed_disc.ts";
import type { PlacedPolygon } from "./placed_polygon.ts";
import type { PlacedSegment } from "./placed_segment.ts";
import type { Touch } from "./touch.ts";

/** Features of a wall's end and a polygon's corner in one number. */
const CORNERS = 64;
/** Keeps divisions by the length of an edge seen end-on finite. */
const TINY = 2.2250738585072014e-308;

/** The axis along which wall and polygon are farthest apart, or overlap least. */
interface Axis {
  /** Unit vector from wall to polygon. */
  nx: number;
  ny: number;
  /** Signed distance of wall core and polygon along it. */
  apart: number;
}

const axis: Axis = { nx: 0, ny: 0, apart: 0 };
const normal: Axis = { nx: 0, ny: 0, apart: 0 };

function clamp(t: number): number {
  return t < 0 ? 0 : t > 1 ? 1 : t;
}

function set(to: Axis, nx: number, ny: number, apart: number): void {
  to.nx = nx;
  to.ny = ny;
  to.apart = apart;
}

/** Takes the direction between two points as axis where it does not shorten their distance. */
function fromCorners(px: number, py: number, qx: number, qy: number): void {
  const distance = Math.sqrt((qx - px) ** 2 + (qy - py) ** 2);
  set(axis, (qx - px) / distance, (qy - py) / distance, distance);
}

/** Tries both sides of the wall. */
function trySides(wall: PlacedSegment, polygon: PlacedPolygon): void {
  for (let side = 1; side >= -1; side -= 2) {
    const nx = side * wall.nx;
    const ny = side * wall.ny;
    const corner = polygon.support(-nx, -ny);
    const [px, py] = [polygon.x[corner], polygon.y[corner]];
    const apart = (px - wall.x[0]) * nx + (py - wall.y[0]) * ny;
    if (apart <= normal.apart) continue;
    set(normal, nx, ny, apart);
    set(axis, nx, ny, apart);
    const t = wall.along(px, py);
    const end = t < 0 ? 0 : 1;
    if (apart > 0 && (t <= 0 || t >= 1)) fromCorners(wall.x[end], wall.y[end], px, py);
  }
}

/** Tries the polygon's faces. */
function tryFaces(wall: PlacedSegment, polygon: PlacedPolygon): void {
  const { x, y, nx, ny, count } = polygon;
  for (let i = 0; i < count; i++) {
    const from = (wall.x[0] - x[i]) * nx[i] + (wall.y[0] - y[i]) * ny[i];
    const to = (wall.x[1] - x[i]) * nx[i] + (wall.y[1] - y[i]) * ny[i];
    const apart = from < to ? from : to;
    if (apart <= normal.apart) continue;
    set(normal, -nx[i], -ny[i], apart);
    set(axis, -nx[i], -ny[i], apart);
    const end = from < to ? 0 : 1;
    const before = i === 0 ? count - 1 : i - 1;
    const [ex, ey] = [x[i] - x[before], y[i] - y[before]];
    const [px, py] = [wall.x[end], wall.y[end]];
    const t = ((px - x[before]) * ex + (py - y[before]) * ey) / (ex * ex + ey * ey);
    const corner = t <= 0 ? before : i;
    if (apart > 0 && (t <= 0 || t >= 1)) fromCorners(px, py, x[corner], y[corner]);
  }
}

/** The polygon's edge that faces the wall, as the number of the corner that ends it. */
function supportEdge(polygon: PlacedPolygon, dx: number, dy: number): number {
  const corner = polygon.support(dx, dy);
  const next = corner + 1 === polygon.count ? 0 : corner + 1;
  const here = dx * polygon.nx[corner] + dy * polygon.ny[corner];
  return here > dx * polygon.nx[next] + dy * polygon.ny[next] ? corner : next;
}

/** Clips the two edges against each other: up to two points. */
function clip(wall: PlacedSegment, polygon: PlacedPolygon, touch: Touch): void {
  const { nx, ny } = axis;
  const a1 = wall.nx * nx + wall.ny * ny > 0 ? 0 : 1;
  const b1 = 1 - a1;
  const b2 = supportEdge(polygon, -nx, -ny);
  const a2 = b2 === 0 ? polygon.count - 1 : b2 - 1;
  const { x, y } = polygon;
  const [wax, way, wbx, wby] = [wall.x[a1], wall.y[a1], wall.x[b1], wall.y[b1]];
  // Places of the four ends along the direction across the normal.
  const fromWall = wax * ny - way * nx;
  const toWall = wbx * ny - wby * nx;
  const fromBody = x[a2] * ny - y[a2] * nx;
  const toBody = x[b2] * ny - y[b2] * nx;
  const wallScale = 1 / (toWall - fromWall + TINY);
  const bodyScale = 1 / (toBody - fromBody + TINY);
  touch.begin(nx, ny);
  for (let point = 0; point < 2; point++) {
    const t = clamp(((point === 0 ? toBody : fromBody) - fromWall) * wallScale);
    const u = clamp(((point === 0 ? fromWall : toWall) - fromBody) * bodyScale);
    const px = wax * (1 - t) + wbx * t + nx * wall.radius;
    const py = way * (1 - t) + wby * t + ny * wall.radius;
    const qx = x[a2] * (1 - u) + x[b2] * u;
    const qy = y[a2] * (1 - u) + y[b2] * u;
    if ((qx - px) * nx + (qy - py) * ny > 0) continue;
    touch.add(px, py, qx, qy, point === 0 ? CORNERS * a1 + b2 : CORNERS * b1 + a2);
  }
}

/**
 * A wall as obstacle against a polygon. Apart, the normal joins the closest features; overlapping, it is the axis
 * of the least overlap among the wall's normals and the polygon's faces.
 */
export function touchWallPolygon(wall: PlacedSegment, polygon: PlacedPolygon, touch: Touch): void {
  touch.count = 0;
  normal.apart = -Infinity;
  trySides(wall, polygon);
  tryFaces(wall, polygon);
  if (axis.apart <= wall.radius) clip(wall, polygon, touch);
}

/** A wall as obstacle against a disc. */
export function touchWallDisc(wall: PlacedSegment, disc: PlacedDisc, touch: Touch): void {
  touch.count = 0;
  const t = clamp(wall.along(disc.x, disc.y));
  const cx = wall.x[0] + t * (wall.x[1] - wall.x[0]);
  const cy = wall.y[0] + t * (wall.y[1] - wall.y[0]);
  const distance = Math.sqrt((disc.x - cx) ** 2 + (disc.y - cy) ** 2);
  if (distance >= wall.radius + disc.radius) return;
  const nx = distance > 0 ? (disc.x - cx) / distance : wall.nx;
  const ny = distance > 0 ? (disc.y - cy) / distance : wall.ny;
  touch.begin(nx, ny);
  touch.add(
    cx + nx * wall.radius,
    cy + ny * wall.radius,
    disc.x - nx * disc.radius,
    disc.y - ny * disc.radius,
    0,
  );
}
