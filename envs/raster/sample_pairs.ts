import type { Colour } from "./fill_rectangle.ts";

/** Bits of a channel's sum: that of four levels, and two for rounding, is below 1024. */
const BITS = 10;
/** Half of the four samples of a pixel, for each of its two pairs: so the quarter of the sum is rounded. */
const ROUNDING = 1;

/** The sum of two colours with what rounds it, its channels side by side in one number. */
function packed(one: Colour, other: Colour): number {
  const channel = (i: number): number => Math.trunc(one[i]) + Math.trunc(other[i]) + ROUNDING;
  return channel(0) << 2 * BITS | channel(1) << BITS | channel(2);
}

/**
 * Averages pixels of two by two samples: two samples side by side are read as one number, and what they add to a
 * pixel is looked up, all channels at once. Rounds halves up.
 */
export class SamplePairs {
  readonly #size: number;
  /** Pairs of marks, row by row. */
  readonly #pairs: Uint16Array;
  /** By a pair: its packed sum. */
  readonly #sums: Int32Array;

  /** Over the marks `[2 size, 2 size]` of a square picture, places in a palette. */
  constructor(marks: Uint8Array, size: number, palette: readonly Colour[]) {
    this.#size = size;
    this.#pairs = new Uint16Array(marks.buffer, marks.byteOffset, marks.length / 2);
    this.#sums = new Int32Array(palette.length << 8);
    palette.forEach((one, i) =>
      palette.forEach((other, j) => {
        this.#sums[i << 8 | j] = packed(one, other);
      })
    );
  }

  /** Pixels `left`…`right` of row y of a picture. */
  average(y: number, left: number, right: number, rgb: Uint8Array): void {
    const [pairs, sums, size] = [this.#pairs, this.#sums, this.#size];
    let pixel = 3 * (y * size + left);
    // A row of pixels is two rows of samples, each of as many pairs as there are pixels.
    const end = 2 * y * size + right;
    for (let at = 2 * y * size + left; at < end; at++, pixel += 3) {
      const sum = sums[pairs[at]] + sums[pairs[at + size]];
      rgb[pixel] = sum >> 2 * BITS + 2;
      rgb[pixel + 1] = sum >> BITS + 2;
      rgb[pixel + 2] = sum >> 2;
    }
  }
}
