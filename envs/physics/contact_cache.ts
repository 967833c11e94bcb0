import type { Touch } from "./touch.ts";

/** Steps for which a contact that is gone is remembered. */
const PERSISTENCE = 3;
/** Age, number of points, then feature and impulse of two points. */
const ENTRY = 6;

/** Numbers that a cache of so many pairs keeps. */
export function contactCacheSize(pairs: number): number {
  return ENTRY * pairs;
}

/**
 * What is remembered of the contacts of each pair of shapes, in memory that is given: accumulated impulses by
 * feature. A contact that comes back within three steps continues from its impulse; the impulse is applied
 * beforehand only where the pair also touched in the step before.
 */
export class ContactCache {
  readonly #memory: Float64Array;

  /** Lays a cache over `memory`, {@linkcode contactCacheSize} numbers, as they are. */
  constructor(memory: Float64Array) {
    this.#memory = memory;
  }

  /** A step begins: what is known gets older. Age 1 is this step, 0 is unknown. */
  grow(): void {
    const m = this.#memory;
    for (let at = 0; at < m.length; at += ENTRY) if (m[at] > 0) m[at]++;
  }

  /** Forgets pairs that did not touch for too long. */
  forget(): void {
    const m = this.#memory;
    for (let at = 0; at < m.length; at += ENTRY) {
      if (m[at] > PERSISTENCE) m.fill(0, at, at + ENTRY);
    }
  }

  /** Takes over the touch of a pair, with the impulses of contacts that it had before; whether to warm-start. */
  renew(pair: number, touch: Touch): boolean {
    const m = this.#memory;
    const at = ENTRY * pair;
    const warm = m[at] === 2;
    const first = this.#known(at, touch.feature[0]);
    const second = touch.count > 1 ? this.#known(at, touch.feature[1]) : 0;
    m[at] = 1;
    m[at + 1] = touch.count;
    m[at + 2] = touch.feature[0];
    m[at + 3] = first;
    m[at + 4] = touch.count > 1 ? touch.feature[1] : 0;
    m[at + 5] = second;
    return warm;
  }

  /** Accumulated impulse of a point. */
  impulse(pair: number, point: number): number {
    return this.#memory[ENTRY * pair + 2 * point + 3];
  }

  /** Keeps the accumulated impulse of a point. */
  store(pair: number, point: number, impulse: number): void {
    this.#memory[ENTRY * pair + 2 * point + 3] = impulse;
  }

  #known(at: number, feature: number): number {
    const m = this.#memory;
    for (let point = 0; point < m[at + 1]; point++) {
      if (m[at + 2 * point + 2] === feature) return m[at + 2 * point + 3];
    }
    return 0;
  }
}
