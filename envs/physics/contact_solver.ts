import type { ContactCache } from "./contact_cache.ts";
import type { Touch } from "./touch.ts";

/** Sweeps over all contacts in a step. */
const ITERATIONS = 10;
/** Overlap that is left alone, px; a float32 constant in the engine that is reproduced. */
const SLOP = Math.fround(0.1);
/** What is left of an overlap after a second: 0.9 (as float32) to the power of 60. */
const COLLISION_BIAS = 0.0017970074436457143;

/** Mass of the one body that moves freely. */
export interface Mass {
  /** Mass. */
  readonly mass: number;
  /** Moment of inertia about the centre of gravity, mass · px². */
  readonly moment: number;
}

/** Velocity `[vx, vy, w]` followed by the velocity that corrects overlap, of the same form. */
export type Motion = Float64Array;

/**
 * Sequential impulses without friction and bounce on one free body, as Chipmunk 7 applies them: each sweep takes
 * the contacts in their order, first the correction of overlap, then the velocity, both accumulated and never
 * pulling (Catto, "Iterative dynamics with temporal coherence", 2005).
 */
export class ContactSolver {
  /** Number of contacts. */
  count = 0;
  readonly #inverseMass: number;
  readonly #inverseMoment: number;
  readonly #biasRate: number;
  readonly #pair: Int32Array;
  readonly #point: Int32Array;
  readonly #warm: Uint8Array;
  /** Eight numbers a contact: normal, arm, effective mass, wanted bias, obstacle's speed, accumulated bias. */
  readonly #rows: Float64Array;
  readonly #impulse: Float64Array;

  /** A solver for steps of `dt` seconds and at most so many contacts. */
  constructor({ mass, moment }: Mass, dt: number, contacts: number) {
    this.#inverseMass = 1 / mass;
    this.#inverseMoment = 1 / moment;
    this.#biasRate = (1 - Math.pow(COLLISION_BIAS, dt)) / dt;
    this.#pair = new Int32Array(contacts);
    this.#point = new Int32Array(contacts);
    this.#warm = new Uint8Array(contacts);
    this.#rows = new Float64Array(8 * contacts);
    this.#impulse = new Float64Array(contacts);
  }

  /** Adds the contacts of a pair; `(vx, vy)` is the velocity of the obstacle, `(cx, cy)` the centre of gravity. */
  add(
    pair: number,
    warm: boolean,
    touch: Touch,
    cache: ContactCache,
    obstacle: { readonly vx: number; readonly vy: number },
    cx: number,
    cy: number,
  ): void {
    const { nx, ny } = touch;
    const rows = this.#rows;
    for (let point = 0; point < touch.count; point++) {
      const i = this.count++;
      const at = 8 * i;
      const [rx, ry] = [touch.x[point] - cx, touch.y[point] - cy];
      const lever = rx * ny - ry * nx;
      this.#pair[i] = pair;
      this.#point[i] = point;
      this.#warm[i] = warm ? 1 : 0;
      this.#impulse[i] = cache.impulse(pair, point);
      rows[at] = nx;
      rows[at + 1] = ny;
      rows[at + 2] = rx;
      rows[at + 3] = ry;
      rows[at + 4] = 1 / (this.#inverseMass + this.#inverseMoment * lever * lever);
      rows[at + 5] = -this.#biasRate * Math.min(0, touch.depth[point] + SLOP);
      rows[at + 6] = obstacle.vx * nx + obstacle.vy * ny;
      rows[at + 7] = 0;
    }
  }

  /** Changes the motion until the contacts hold, as far as ten sweeps go, and empties the list of contacts. */
  solve(motion: Motion, cache: ContactCache): void {
    for (let i = 0; i < this.count; i++) if (this.#warm[i]) this.#push(motion, 0, i, this.#impulse[i]);
    for (let sweep = 0; sweep < ITERATIONS; sweep++) {
      for (let i = 0; i < this.count; i++) this.#relax(motion, i);
    }
    for (let i = 0; i < this.count; i++) cache.store(this.#pair[i], this.#point[i], this.#impulse[i]);
    this.count = 0;
  }

  #relax(motion: Motion, i: number): void {
    const rows = this.#rows;
    const at = 8 * i;
    const corrected = this.#speed(motion, 3, at);
    const approaching = this.#speed(motion, 0, at) - rows[at + 6];
    const bias = rows[at + 7];
    rows[at + 7] = Math.max(bias + (rows[at + 5] - corrected) * rows[at + 4], 0);
    const impulse = this.#impulse[i];
    this.#impulse[i] = Math.max(impulse - approaching * rows[at + 4], 0);
    this.#push(motion, 3, i, rows[at + 7] - bias);
    this.#push(motion, 0, i, this.#impulse[i] - impulse);
  }

  /** Speed of the body's contact point along the normal. */
  #speed(motion: Motion, from: number, at: number): number {
    const rows = this.#rows;
    const w = motion[from + 2];
    return (motion[from] - rows[at + 3] * w) * rows[at] +
      (motion[from + 1] + rows[at + 2] * w) * rows[at + 1];
  }

  #push(motion: Motion, from: number, i: number, impulse: number): void {
    const rows = this.#rows;
    const at = 8 * i;
    const jx = rows[at] * impulse;
    const jy = rows[at + 1] * impulse;
    motion[from] += jx * this.#inverseMass;
    motion[from + 1] += jy * this.#inverseMass;
    motion[from + 2] += this.#inverseMoment * (rows[at + 2] * jy - rows[at + 3] * jx);
  }
}
