import type { Disc } from "./shape.ts";

/** A disc at its place in the world; moved in place. */
export class PlacedDisc {
  /** Which shape it is. */
  readonly kind = "disc";
  /** Radius, px. */
  readonly radius: number;
  /** Middle. */
  x = 0;
  /** Middle. */
  y = 0;
  /** Bounding box: left, top, right, bottom. */
  readonly bounds: Float64Array = new Float64Array(4);
  readonly #disc: Disc;

  /** At the origin, unturned. */
  constructor(disc: Disc) {
    this.#disc = disc;
    this.radius = disc.radius;
    this.move(0, 0, 1, 0);
  }

  /** Puts the body's origin at `(x, y)`, turned by the angle of this cosine and sine. */
  move(x: number, y: number, cos: number, sin: number): void {
    const [cx, cy] = this.#disc.centre;
    this.x = cx * cos - cy * sin + x;
    this.y = cx * sin + cy * cos + y;
    this.bounds[0] = this.x - this.radius;
    this.bounds[1] = this.y - this.radius;
    this.bounds[2] = this.x + this.radius;
    this.bounds[3] = this.y + this.radius;
  }
}
