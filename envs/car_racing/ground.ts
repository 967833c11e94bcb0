import type { Placement } from "./car_body.ts";
import { type Border, type Piece, type Quad, roadOf } from "./road.ts";
import type { TrackPoint } from "./track.ts";
import { WHEEL_HALF_WIDTH, WHEEL_RADIUS } from "./tyre.ts";

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

/** Things nearer than this touch: twice the skin that Box2D puts around polygons, m. */
const SKIN = 0.02;
/** From the middle of the hull to the farthest corner of a wheel, with the skin, at most, m. */
const CAR_REACH = 2.7;

/** How far a wheel is from the line through two corners of a piece, both in its own frame; negative where it crosses. */
function gap(u: number, v: number, du: number, dv: number): number {
  const length = Math.sqrt(du * du + dv * dv);
  const wheel = Math.abs(dv) * WHEEL_HALF_WIDTH + Math.abs(du) * WHEEL_RADIUS;
  return (dv * u - du * v - wheel) / length;
}

/**
 * Whether a wheel touches a convex polygon `[x, y, …]` whose corners go round clockwise: no side of either has all
 * of the other beyond it (the separating axes of Gottschalk, Lin and Manocha, 1996). Box2D measures the distance,
 * which is the same but at corners.
 */
export function touches(corners: Quad, { x, y, sin, cos }: Placement): boolean {
  let [left, right, back, front] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < corners.length; i += 2) {
    const [dx, dy] = [corners[i] - x, corners[i + 1] - y];
    const [u, v] = [cos * dx + sin * dy, cos * dy - sin * dx];
    left = Math.min(left, u);
    right = Math.max(right, u);
    back = Math.min(back, v);
    front = Math.max(front, v);
  }
  if (Math.max(left, -right) > WHEEL_HALF_WIDTH + SKIN || Math.max(back, -front) > WHEEL_RADIUS + SKIN) {
    return false;
  }
  return sidesTouch(corners, x, y, sin, cos);
}

function sidesTouch(corners: Quad, x: number, y: number, sin: number, cos: number): boolean {
  for (let i = 0; i < 8; i += 2) {
    const next = (i + 2) % corners.length;
    const [dx, dy] = [corners[i] - x, corners[i + 1] - y];
    const [ex, ey] = [corners[next] - corners[i], corners[next + 1] - corners[i + 1]];
    const apart = gap(cos * dx + sin * dy, cos * dy - sin * dx, cos * ex + sin * ey, cos * ey - sin * ex);
    if (apart > SKIN) return false;
  }
  return true;
}

/** What is seen of a border: nothing where the road leads straight on. */
function seen(border: Border | undefined): Border | undefined {
  return border && border.side !== 0 ? { ...border, corners: convexHull(border.corners) } : undefined;
}

/** Mean of the coordinates of corners, from the first x or y on. */
function middleOf(corners: Quad, axis: number): number {
  let sum = 0;
  for (let i = axis; i < corners.length; i += 2) sum += corners[i];
  return 2 * sum / corners.length;
}

/** How far the farthest corner of a piece or its border is from a place, m. */
function radiusOf({ corners, border }: Piece, x: number, y: number): number {
  const all = border ? [...corners, ...border.corners] : corners;
  let most = 0;
  for (let i = 0; i < all.length; i += 2) {
    const dx = all[i] - x;
    const dy = all[i + 1] - y;
    most = Math.max(most, dx * dx + dy * dy);
  }
  return Math.sqrt(most);
}

/** The ground of one episode: a track and its road, with what finds pieces of it. */
export class Ground {
  /** Points of the road's middle. */
  readonly track: readonly TrackPoint[];
  /**
   * Pieces of road, and the borders that are seen, each as the convex hull of its corners, clockwise: where a track's
   * ends are glued, the last point may lie beyond the first, and the corners there go round the other way or cross.
   */
  readonly pieces: readonly Piece[];
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  /** From its middle to its farthest corner, m. */
  readonly #radius: Float64Array;

  /** Lays the road of a track. */
  constructor(track: readonly TrackPoint[]) {
    this.track = track;
    this.pieces = roadOf(track).map(({ corners, shade, border }) => ({
      corners: convexHull(corners),
      shade,
      border: seen(border),
    }));
    this.#x = Float64Array.from(this.pieces, ({ corners }) => middleOf(corners, 0));
    this.#y = Float64Array.from(this.pieces, ({ corners }) => middleOf(corners, 1));
    this.#radius = Float64Array.from(this.pieces, (piece, i) => radiusOf(piece, this.#x[i], this.#y[i]));
  }

  /** Pieces of which some part, their border included, may be nearer than so many metres, in their order. */
  near(x: number, y: number, distance: number): readonly number[] {
    const [xs, ys, radii] = [this.#x, this.#y, this.#radius];
    const found: number[] = [];
    for (let i = 0; i < xs.length; i++) {
      const dx = xs[i] - x;
      const dy = ys[i] - y;
      const reach = distance + radii[i];
      if (dx * dx + dy * dy < reach * reach) found.push(i);
    }
    return found;
  }

  /** Pieces that the wheels of a car at a place may touch, in their order. */
  under(x: number, y: number): readonly number[] {
    return this.near(x, y, CAR_REACH);
  }

  /** The point of the road's middle that is nearest. */
  nearest(x: number, y: number): number {
    let best = 0;
    let least = Infinity;
    for (let i = 0; i < this.track.length; i++) {
      const dx = this.track[i].x - x;
      const dy = this.track[i].y - y;
      const square = dx * dx + dy * dy;
      if (square >= least) continue;
      least = square;
      best = i;
    }
    return best;
  }
}
