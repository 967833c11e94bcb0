import type { Polygon } from "./shape.ts";

/** A convex polygon at its place in the world; moved in place, so that a step allocates nothing. */
export class PlacedPolygon {
  /** Which shape it is. */
  readonly kind = "polygon";
  /** Number of corners. */
  readonly count: number;
  /** Corners. */
  readonly x: Float64Array;
  /** Corners. */
  readonly y: Float64Array;
  /** Outward normals; number i belongs to the edge that ends in corner i. */
  readonly nx: Float64Array;
  /** Outward normals. */
  readonly ny: Float64Array;
  /** Bounding box: left, top, right, bottom. */
  readonly bounds: Float64Array = new Float64Array(4);
  readonly #local: Float64Array;

  /** At the origin, unturned. */
  constructor({ corners }: Polygon) {
    this.count = corners.length;
    [this.x, this.y, this.nx, this.ny] = Array.from({ length: 4 }, () => new Float64Array(corners.length));
    this.#local = Float64Array.from(
      corners.flatMap(([x, y], i) => {
        const [px, py] = corners[(i + corners.length - 1) % corners.length];
        const length = Math.sqrt((x - px) ** 2 + (y - py) ** 2);
        return [x, y, (y - py) / length, (px - x) / length];
      }),
    );
    this.move(0, 0, 1, 0);
  }

  /** Puts the body's origin at `(x, y)`, turned by the angle of this cosine and sine. */
  move(x: number, y: number, cos: number, sin: number): void {
    const local = this.#local;
    const bounds = this.bounds;
    bounds[0] = bounds[1] = Infinity;
    bounds[2] = bounds[3] = -Infinity;
    for (let i = 0, at = 0; i < this.count; i++, at += 4) {
      const cx = local[at] * cos - local[at + 1] * sin + x;
      const cy = local[at] * sin + local[at + 1] * cos + y;
      this.x[i] = cx;
      this.y[i] = cy;
      this.nx[i] = local[at + 2] * cos - local[at + 3] * sin;
      this.ny[i] = local[at + 2] * sin + local[at + 3] * cos;
      if (cx < bounds[0]) bounds[0] = cx;
      if (cy < bounds[1]) bounds[1] = cy;
      if (cx > bounds[2]) bounds[2] = cx;
      if (cy > bounds[3]) bounds[3] = cy;
    }
  }

  /** Number of the corner farthest in a direction; the first one where several are. */
  support(dx: number, dy: number): number {
    let best = 0;
    let most = -Infinity;
    for (let i = 0; i < this.count; i++) {
      const far = this.x[i] * dx + this.y[i] * dy;
      if (far > most) {
        most = far;
        best = i;
      }
    }
    return best;
  }
}
