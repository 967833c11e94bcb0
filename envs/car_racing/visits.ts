/** Bits of a word; a word is kept as a number. */
const BITS = 32;
/** Numbers that {@linkcode Visits.write} needs. */
export const VISITS_SIZE = 79;

/** Which pieces of road were driven on, at most 2500 of them. */
export class Visits {
  /** One bit a piece. */
  readonly #words = new Uint32Array(VISITS_SIZE);
  #count = 0;

  /** How many there are. */
  get count(): number {
    return this.#count;
  }

  /** Whether a piece is among them. */
  has(piece: number): boolean {
    return (this.#words[piece >> 5] >>> (piece & (BITS - 1)) & 1) === 1;
  }

  /** Adds a piece; whether it is new. */
  add(piece: number): boolean {
    if (this.has(piece)) return false;
    this.#words[piece >> 5] |= 1 << (piece & (BITS - 1));
    this.#count++;
    return true;
  }

  /** Forgets all. */
  clear(): void {
    this.#words.fill(0);
    this.#count = 0;
  }

  /** Writes all into numbers. */
  write(numbers: Float64Array): void {
    numbers.set(this.#words);
  }

  /** Takes all over from numbers. */
  read(numbers: Float64Array): void {
    this.#words.set(numbers);
    this.#count = 0;
    for (let piece = 0; piece < BITS * VISITS_SIZE; piece++) if (this.has(piece)) this.#count++;
  }
}
