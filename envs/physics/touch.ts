/**
 * Where two shapes touch: one normal, from the obstacle to the body, and up to two points. Filled in place, so
 * that a step allocates nothing.
 */
export class Touch {
  /** Number of points. */
  count = 0;
  /** Unit normal from the obstacle to the body. */
  nx = 0;
  /** Unit normal. */
  ny = 0;
  /** Points on the body. */
  readonly x: Float64Array = new Float64Array(2);
  /** Points on the body. */
  readonly y: Float64Array = new Float64Array(2);
  /** Signed distance of the surfaces at each point, negative where they overlap. */
  readonly depth: Float64Array = new Float64Array(2);
  /** Which features meet at each point; the same number means the same contact in another step. */
  readonly feature: Float64Array = new Float64Array(2);

  /** Starts over with a normal. */
  begin(nx: number, ny: number): void {
    this.count = 0;
    this.nx = nx;
    this.ny = ny;
  }

  /** Adds a point: `p` on the obstacle, `q` on the body. */
  add(px: number, py: number, qx: number, qy: number, feature: number): void {
    const i = this.count++;
    this.x[i] = qx;
    this.y[i] = qy;
    this.depth[i] = (qx - px) * this.nx + (qy - py) * this.ny;
    this.feature[i] = feature;
  }
}
