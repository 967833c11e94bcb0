import type { Segment } from "./shape.ts";

/** A wall in the form that touching needs. */
export class PlacedSegment {
  /** Ends, `[from, to]`. */
  readonly x: Float64Array;
  /** Ends. */
  readonly y: Float64Array;
  /** Unit normal on the side where x turns away from y. */
  readonly nx: number;
  /** Unit normal. */
  readonly ny: number;
  /** Half the thickness, px. */
  readonly radius: number;
  /** Bounding box: left, top, right, bottom. */
  readonly bounds: Float64Array;

  /** Walls do not move. */
  constructor({ from: [ax, ay], to: [bx, by], radius }: Segment) {
    const length = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
    this.x = Float64Array.of(ax, bx);
    this.y = Float64Array.of(ay, by);
    this.nx = (by - ay) / length;
    this.ny = (ax - bx) / length;
    this.radius = radius;
    this.bounds = Float64Array.of(
      Math.min(ax, bx) - radius,
      Math.min(ay, by) - radius,
      Math.max(ax, bx) + radius,
      Math.max(ay, by) + radius,
    );
  }

  /** How far along the wall a point lies, 0 at `from` and 1 at `to`. */
  along(px: number, py: number): number {
    const ex = this.x[1] - this.x[0];
    const ey = this.y[1] - this.y[0];
    return ((px - this.x[0]) * ex + (py - this.y[0]) * ey) / (ex * ex + ey * ey);
  }
}
