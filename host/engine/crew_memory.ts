/** Numbers that a call may take; the longest routine takes 22. */
const MOST_NUMBERS = 32;

/** Bytes of an error's text. */
const TEXT = 480;

const BYTES = 5 * 8 + MOST_NUMBERS * 8 + TEXT;

/** States of a call. */
const [NONE, FAILED] = [0, 1];

/** Looks at a number before sleeping on it: a call follows the last within some microseconds as a rule. */
const LOOKS = 4000;

/** What caller and thread write for each other, in memory that both see. */
export class CrewMemory {
  /** The memory, to hand to the other side. */
  readonly buffer: SharedArrayBuffer;
  /** Calls begun, calls ended, routine, numbers given, state, bytes of text. */
  readonly #words: Int32Array;
  readonly #numbers: Float64Array;
  readonly #text: Uint8Array;

  /** Looks at memory that the other side made, or makes it. */
  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(BYTES)) {
    this.buffer = buffer;
    this.#words = new Int32Array(buffer, 0, 6);
    this.#numbers = new Float64Array(buffer, 40, MOST_NUMBERS);
    this.#text = new Uint8Array(buffer, 40 + 8 * MOST_NUMBERS, TEXT);
  }

  /** Begins a call: the caller's side. */
  begin(routine: number, given: readonly number[]): void {
    this.#words[2] = routine;
    this.#words[3] = given.length;
    this.#numbers.set(given);
    Atomics.add(this.#words, 0, 1);
    Atomics.notify(this.#words, 0);
  }

  /** Waits for the call to end; false when it takes longer than some milliseconds. */
  wait(milliseconds: number): boolean {
    const begun = Atomics.load(this.#words, 0);
    return waitUntil(this.#words, 1, (ended) => ended === begun, milliseconds);
  }

  /** What the ended call failed with; undefined when it did not. */
  failure(): string | undefined {
    if (this.#words[4] === NONE) return undefined;
    return new TextDecoder().decode(this.#text.slice(0, this.#words[5]));
  }

  /** Waits for calls and runs them, for ever: the thread's side. */
  serve(run: (routine: number, given: readonly number[]) => void): never {
    for (let ended = 0;;) {
      waitUntil(this.#words, 0, (begun) => begun !== ended);
      ended++;
      try {
        run(this.#words[2], [...this.#numbers.subarray(0, this.#words[3])]);
        this.#words[4] = NONE;
      } catch (error) {
        const { written } = new TextEncoder().encodeInto(String(error), this.#text);
        this.#words[4] = FAILED;
        this.#words[5] = written;
      }
      Atomics.store(this.#words, 1, ended);
      Atomics.notify(this.#words, 1);
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
