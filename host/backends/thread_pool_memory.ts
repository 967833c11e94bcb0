/** Numbers that a call may take; the longest routine takes 22. */
const MOST_NUMBERS = 32;

/** Bytes of an error's text. */
const TEXT = 480;

/** Words: calls offered, state of the last, its routine, its numbers, whether it failed, bytes of text, whether none follow. */
const [OFFERS, STATE, ROUTINE, COUNT, FAILED, WRITTEN, ENDED, WORDS] = [0, 1, 2, 3, 4, 5, 6, 8];

const BYTES = 4 * WORDS + 8 * MOST_NUMBERS + TEXT;

/** States of a call: nobody has begun it, the thread has, it has ended or was taken back. */
const [OFFERED, TAKEN, OVER] = [1, 2, 3];

/** Looks at a word before sleeping on it: a call follows the last within some microseconds as a rule. */
const LOOKS = 4000;

/** What caller and thread write for each other, in memory that both see. */
export class ThreadPoolMemory {
  /** The memory, to hand to the other side. */
  readonly buffer: SharedArrayBuffer;
  readonly #words: Int32Array;
  readonly #numbers: Float64Array;
  readonly #text: Uint8Array;

  /** Looks at memory that the other side made, or makes it. */
  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(BYTES)) {
    this.buffer = buffer;
    this.#words = new Int32Array(buffer, 0, WORDS);
    this.#numbers = new Float64Array(buffer, 4 * WORDS, MOST_NUMBERS);
    this.#text = new Uint8Array(buffer, 4 * WORDS + 8 * MOST_NUMBERS, TEXT);
  }

  /** Offers a call, when the one before has ended or was taken back: the caller's side. */
  offer(routine: number, given: readonly number[]): void {
    if (given.length > MOST_NUMBERS) {
      throw new RangeError(
        `Cannot offer a call: it takes ${given.length} numbers, expected at most ${MOST_NUMBERS}`,
      );
    }
    this.#words[ROUTINE] = routine;
    this.#words[COUNT] = given.length;
    this.#words[FAILED] = 0;
    this.#numbers.set(given);
    Atomics.store(this.#words, STATE, OFFERED);
    Atomics.add(this.#words, OFFERS, 1);
    Atomics.notify(this.#words, OFFERS);
  }

  /** Takes the offer back, for the caller to run it; false when the thread has begun. */
  takeBack(): boolean {
    return Atomics.compareExchange(this.#words, STATE, OFFERED, OVER) === OFFERED;
  }

  /** Lets the thread end: no call will follow. */
  end(): void {
    Atomics.store(this.#words, ENDED, 1);
    Atomics.add(this.#words, OFFERS, 1);
    Atomics.notify(this.#words, OFFERS);
  }

  /** Waits for the call to end; false when it takes longer than some milliseconds. */
  wait(milliseconds: number): boolean {
    return waitUntil(this.#words, STATE, (state) => state === OVER, milliseconds);
  }

  /** What the ended call failed with; undefined when it did not. */
  failure(): string | undefined {
    if (this.#words[FAILED] === 0) return undefined;
    return new TextDecoder().decode(this.#text.slice(0, this.#words[WRITTEN]));
  }

  /** Waits for calls and runs them until there will be no more: the thread's side. */
  serve(run: (routine: number, given: readonly number[]) => void): void {
    for (let seen = 0;;) {
      waitUntil(this.#words, OFFERS, (offers) => offers !== seen);
      seen = Atomics.load(this.#words, OFFERS);
      if (Atomics.load(this.#words, ENDED) === 1) return;
      if (Atomics.compareExchange(this.#words, STATE, OFFERED, TAKEN) !== OFFERED) continue;
      try {
        run(this.#words[ROUTINE], [...this.#numbers.subarray(0, this.#words[COUNT])]);
      } catch (error) {
        this.#words[WRITTEN] = new TextEncoder().encodeInto(String(error), this.#text).written;
        this.#words[FAILED] = 1;
      }
      Atomics.store(this.#words, STATE, OVER);
      Atomics.notify(this.#words, STATE);
    }
  }
}

function waitUntil(
  words: Int32Array,
  index: number,
  holds: (value: number) => boolean,
  milliseconds = Infinity,
): boolean {
  for (let look = 0; look < LOOKS; look++) {
    if (holds(Atomics.load(words, index))) return true;
  }
  for (const end = performance.now() + milliseconds;;) {
    const value = Atomics.load(words, index);
    if (holds(value)) return true;
    if (Atomics.wait(words, index, value, end - performance.now()) === "timed-out") return false;
  }
}
