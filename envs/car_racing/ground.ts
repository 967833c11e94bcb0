import type { Placement } from "./car_body.ts";
import { type Piece, type Quad, roadOf } from "./road.ts";
import type { TrackPoint } from "./track.ts";
import { WHEEL_HALF_WIDTH, WHEEL_RADIUS } from "./tyre.ts";

/** Things nearer than this touch: twice the skin that Box2D puts around polygons, m. */
const SKIN = 0.02;
/** From the middle of a piece to its farthest corner, and from the middle of the hull to that of a wheel, at most, m. */
const REACH = 10.5;

/** How far a wheel is from the line through two corners of a piece, both in its own frame; negative where it crosses. */
function gap(u: number, v: number, du: number, dv: number): number {
  const length = Math.sqrt(du * du + dv * dv);
  const wheel = Math.abs(dv) * WHEEL_HALF_WIDTH + Math.abs(du) * WHEEL_RADIUS;
  return (dv * u - du * v - wheel) / length;
}

/**
 * Whether a wheel touches a piece of road: no side of either has all of the other beyond it (the separating axes of
 * Gottschalk, Lin and Manocha, 1996). Box2D measures the distance, which is the same but at corners.
 */
export function touches(corners: Quad, { x, y, sin, cos }: Placement): boolean {
  let [left, right, back, front] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < 8; i += 2) {
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
    const next = (i + 2) % 8;
    const [dx, dy] = [corners[i] - x, corners[i + 1] - y];
    const [ex, ey] = [corners[next] - corners[i], corners[next + 1] - corners[i + 1]];
    const apart = gap(cos * dx + sin * dy, cos * dy - sin * dx, cos * ex + sin * ey, cos * ey - sin * ex);
    if (apart > SKIN) return false;
  }
  return true;
}

/** The ground of one episode: a track and its road, with what finds pieces of it. */
export class Ground {
  /** Points of the road's middle. */
  readonly track: readonly TrackPoint[];
  /** Pieces of road. */
  readonly pieces: readonly Piece[];
  readonly #x: Float64Array;
  readonly #y: Float64Array;

  /** Lays the road of a track. */
  constructor(track: readonly TrackPoint[]) {
    this.track = track;
    this.pieces = roadOf(track);
    const middle = (from: number) => ({ corners: c }: Piece): number =>
      (c[from] + c[from + 2] + c[from + 4] + c[from + 6]) / 4;
    this.#x = Float64Array.from(this.pieces, middle(0));
    this.#y = Float64Array.from(this.pieces, middle(1));
  }

  /** Pieces whose middle is nearer than so many metres, in their order. */
  near(x: number, y: number, distance: number): readonly number[] {
    const [xs, ys] = [this.#x, this.#y];
    const found: number[] = [];
    const square = distance * distance;
    for (let i = 0; i < xs.length; i++) {
      const [dx, dy] = [xs[i] - x, ys[i] - y];
      if (dx * dx + dy * dy < square) found.push(i);
    }
    return found;
  }

  /** Pieces that the wheels of a car at a place may touch, in their order. */
  under(x: number, y: number): readonly number[] {
    return this.near(x, y, REACH);
  }

  /** The point of the road's middle that is nearest. */
  nearest(x: number, y: number): number {
    let best = 0;
    let least = Infinity;
    this.track.forEach((point, i) => {
      const square = (point.x - x) ** 2 + (point.y - y) ** 2;
      if (square >= least) return;
      least = square;
      best = i;
    });
    return best;
  }
}
