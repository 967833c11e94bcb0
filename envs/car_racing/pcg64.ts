import { InputError } from "../../core/errors.ts";

const [WORD, LONG, WIDE] = [32, 64, 128];
const LONG_MASK = (1n << 64n) - 1n;
const WIDE_MASK = (1n << 128n) - 1n;
const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;
/** Words of a seed sequence's pool. */
const POOL = 4;

/** The running constant and mixing of a seed sequence; its constants are those of numpy. */
function hasher(constant: number, factor: number): (value: number) => number {
  let state = constant;
  return (value) => {
    const mixed = value ^ state;
    state = Math.imul(state, factor);
    const product = Math.imul(mixed, state);
    return product ^ (product >>> 16);
  };
}

function mix(x: number, y: number): number {
  const sum = Math.imul(x, 0xca01f9dd) - Math.imul(y, 0x4973f715);
  return sum ^ (sum >>> 16);
}

/** The first 256 bits of numpy's `SeedSequence(seed)`, as four 64-bit numbers. */
function seedSequence(seed: number): readonly bigint[] {
  const entropy = [seed % 2 ** WORD, Math.floor(seed / 2 ** WORD)];
  const stir = hasher(0x43b0d7e5, 0x931e8875);
  const pool = Array.from({ length: POOL }, (_, i) => stir(entropy[i] ?? 0));
  for (let from = 0; from < POOL; from++) {
    for (let to = 0; to < POOL; to++) if (from !== to) pool[to] = mix(pool[to], stir(pool[from]));
  }
  const give = hasher(0x8b51f9dd, 0x58f38ded);
  const words = Array.from({ length: 2 * POOL }, (_, i) => BigInt(give(pool[i % POOL]) >>> 0));
  return Array.from({ length: POOL }, (_, i) => words[2 * i] | words[2 * i + 1] << BigInt(WORD));
}

/**
 * numpy's default generator: PCG64 (O'Neill, "PCG: a family of simple fast space-efficient statistically good
 * algorithms for random number generation", 2014; variant XSL-RR 128/64) seeded by a `SeedSequence`. The same seed
 * gives the numbers that `numpy.random.default_rng(seed)` gives.
 */
export class Pcg64 {
  #state = 0n;
  readonly #increment: bigint;
  /** The half of a number that `integer` has not used yet. */
  #spare: bigint | undefined;

  /** Throws {@linkcode InputError} for a seed that numpy would not take. */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new InputError(`Cannot seed: ${seed}, expected a whole number from 0 to 2^53 − 1`);
    }
    const [high, low, highIncrement, lowIncrement] = seedSequence(seed);
    const long = BigInt(LONG);
    this.#increment = ((highIncrement << long | lowIncrement) << 1n | 1n) & WIDE_MASK;
    this.#advance();
    this.#state = (this.#state + (high << long | low)) & WIDE_MASK;
    this.#advance();
  }

  /** A number in [low, high). */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * (Number(this.#next() >> 11n) / 2 ** 53);
  }

  /** A whole number below `n` ≤ 2^32, without bias (Lemire, 2019). */
  integer(n: number): number {
    const size = BigInt(n);
    const span = 1n << BigInt(WORD);
    const least = (span - size) % size;
    let product = this.#half() * size;
    while (product % span < least) product = this.#half() * size;
    return Number(product >> BigInt(WORD));
  }

  #advance(): void {
    this.#state = (this.#state * MULTIPLIER + this.#increment) & WIDE_MASK;
  }

  #next(): bigint {
    this.#advance();
    const long = BigInt(LONG);
    const folded = (this.#state >> long) ^ (this.#state & LONG_MASK);
    const turn = this.#state >> BigInt(WIDE - 6);
    return (folded >> turn | folded << (long - turn)) & LONG_MASK;
  }

  #half(): bigint {
    const kept = this.#spare;
    if (kept !== undefined) {
      this.#spare = undefined;
      return kept;
    }
    const both = this.#next();
    this.#spare = both >> BigInt(WORD);
    return both & 0xffffffffn;
  }
}
