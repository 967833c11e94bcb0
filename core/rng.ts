import type { Rng } from "./types.ts";

/** Length of {@linkcode Rng.getState}: four words of the generator, and the spare normal with its flag. */
export const RNG_STATE_SIZE = 6;

/** 128 bits of a string (Bob Jenkins' one-at-a-time mixing, four lanes). */
function hash128(text: string): Uint32Array {
  const lanes = Uint32Array.of(0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    for (let lane = 0; lane < 4; lane++) {
      let h = Math.imul(lanes[lane] ^ code, 0x85ebca6b + 2 * lane);
      h ^= h >>> 13;
      h = Math.imul(h ^ lanes[(lane + 1) & 3], 0xc2b2ae35);
      lanes[lane] = h ^ (h >>> 16);
    }
  }
  if (lanes.every((word) => word === 0)) lanes[0] = 1;
  return lanes;
}

/** xoshiro128** 1.1 (Blackman and Vigna, 2018), seeded by the hash of its key. */
class Xoshiro implements Rng {
  readonly key: string;
  readonly #s: Uint32Array;
  #spare = 0;
  #hasSpare = false;

  constructor(key: string) {
    this.key = key;
    this.#s = hash128(key);
    for (let i = 0; i < 8; i++) this.#next();
  }

  #next(): number {
    const s = this.#s;
    const x = Math.imul(s[1], 5);
    const result = Math.imul((x << 7) | (x >>> 25), 9) >>> 0;
    const t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = (s[3] << 11) | (s[3] >>> 21);
    return result;
  }

  uniform(low = 0, high = 1): number {
    const unit = ((this.#next() >>> 5) * 67108864 + (this.#next() >>> 6)) / 9007199254740992;
    return low + (high - low) * unit;
  }

  integer(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  /** Marsaglia's polar method: no trigonometry, so that results agree across machines as far as log and sqrt do. */
  normal(): number {
    if (this.#hasSpare) {
      this.#hasSpare = false;
      return this.#spare;
    }
    let u, v, s;
    do {
      u = (this.#next() - 2147483647.5) / 2147483648;
      v = (this.#next() - 2147483647.5) / 2147483648;
      s = u * u + v * v;
    } while (s >= 1);
    const scale = Math.sqrt(-2 * Math.log(s) / s);
    this.#spare = v * scale;
    this.#hasSpare = true;
    return u * scale;
  }

  normals(count: number): Float64Array {
    const out = new Float64Array(count);
    for (let i = 0; i < count; i++) out[i] = this.normal();
    return out;
  }

  fork(label: string | number): Rng {
    return new Xoshiro(`${this.key}/${label}`);
  }

  getState(): Float64Array {
    return Float64Array.of(...this.#s, this.#hasSpare ? 1 : 0, this.#spare);
  }

  setState(state: Float64Array): void {
    for (let i = 0; i < 4; i++) this.#s[i] = state[i];
    this.#hasSpare = state[4] === 1;
    this.#spare = state[5];
  }
}

/**
 * A seeded stream; 0 is a seed like any other.
 *
 * @example
 * ```ts
 * import { seededRng } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const root = seededRng(7);
 * assert.equal(root.fork("data").uniform(), seededRng(7).fork("data").uniform());
 * ```
 */
export function seededRng(seed: number): Rng {
  return rngOfKey(String(seed));
}

/** The stream whose `key` this is, from its beginning: so a stream can be told of to another thread. */
export function rngOfKey(key: string): Rng {
  return new Xoshiro(key);
}
