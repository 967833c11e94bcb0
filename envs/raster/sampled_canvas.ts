import type { Picture } from "../../core/types.ts";
import type { Colour } from "./colour.ts";

/** A corner, in the world's units. */
type Corner = readonly [x: number, y: number];

/** An edge of a polygon as a function of the row. */
interface Edge {
  /** Whether the inside lies on its left. */
  readonly falls: boolean;
  /** Samples to the right for each row. */
  readonly slope: number;
  /** Where the middle of row 0 meets it. */
  readonly start: number;
}

/** Larger than any sum of 8-bit levels of a pixel's samples. */
const STRIDE = 65536;

/** How a canvas relates to its world and to its picture. */
export interface SampledCanvasOptions {
  /** Side of the square world, in its own units. */
  readonly side: number;
  /** Side of the picture, px. */
  readonly size: number;
  /** Samples a pixel along each axis, 1…16. */
  readonly samples: number;
}

/**
 * A square picture drawn with several samples a pixel, whose colours are then averaged: sharp shapes without
 * stairs, and no seams between shapes that touch. What stands still is drawn once, {@linkcode SampledCanvas.rest}
 * keeps it, and only what was drawn since is averaged again.
 *
 * @example
 * ```ts
 * import { SampledCanvas } from "@orrery/orrery/envs";
 * import assert from "node:assert/strict";
 *
 * const canvas = new SampledCanvas({ side: 8, size: 4, samples: 2 }, [[0, 0, 0], [200, 100, 0]]);
 * canvas.polygon([[0, 0], [3, 0], [3, 8], [0, 8]], 1);
 * const { rgb } = canvas.picture();
 * assert.deepEqual([...rgb.subarray(0, 9)], [200, 100, 0, 100, 50, 0, 0, 0, 0]);
 * ```
 */
export class SampledCanvas {
  readonly #size: number;
  readonly #samples: number;
  readonly #side: number;
  /** Samples per unit of the world. */
  readonly #scale: number;
  /** Colours as one number each, so that a sample costs one addition. */
  readonly #palette: Float64Array;
  readonly #marks: Uint8Array;
  readonly #restMarks: Uint8Array;
  readonly #restPicture: Uint8Array;
  /** First and last but one of the samples that were drawn since the rest, row by row. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;

  /** A canvas full of the first colour of the palette. */
  constructor({ side, size, samples }: SampledCanvasOptions, palette: readonly Colour[]) {
    this.#size = size;
    this.#samples = samples;
    this.#side = size * samples;
    this.#scale = this.#side / side;
    this.#palette = Float64Array.from(palette, ([r, g, b]) => (r * STRIDE + g) * STRIDE + b);
    this.#marks = new Uint8Array(this.#side * this.#side);
    this.#restMarks = this.#marks.slice();
    this.#restPicture = new Uint8Array(3 * size * size);
    this.#from = new Int32Array(this.#side);
    this.#to = new Int32Array(this.#side).fill(this.#side);
    this.rest();
  }

  /** Fills a convex polygon, corners in the order that turns x towards y, with a colour of the palette. */
  polygon(corners: readonly (readonly [x: number, y: number])[], colour: number): void {
    const edges = corners.map((corner, i) => this.#edge(corners.at(i - 1) ?? corner, corner));
    const ys = corners.map(([, y]) => y * this.#scale);
    const [top, bottom] = this.#rows(Math.min(...ys), Math.max(...ys));
    for (let row = top; row < bottom; row++) {
      let low = -Infinity;
      let high = Infinity;
      for (const { falls, slope, start } of edges) {
        const x = start + slope * row;
        if (falls && x < high) high = x;
        if (!falls && x > low) low = x;
      }
      this.#fill(row, low, high, colour);
    }
  }

  /** Fills a disc with a colour of the palette. */
  disc(x: number, y: number, radius: number, colour: number): void {
    const [cx, cy, r] = [x * this.#scale, y * this.#scale, radius * this.#scale];
    const [top, bottom] = this.#rows(cy - r, cy + r);
    for (let row = top; row < bottom; row++) {
      const half = Math.sqrt(Math.max(r * r - (row + 0.5 - cy) ** 2, 0));
      this.#fill(row, cx - half, cx + half, colour);
    }
  }

  /** What is drawn now stays: every later picture starts from it. */
  rest(): void {
    this.#restPicture.set(this.picture().rgb);
    this.#restMarks.set(this.#marks);
    this.#from.fill(this.#side);
    this.#to.fill(0);
  }

  /** Goes back to what stays. */
  clear(): void {
    for (let row = 0; row < this.#side; row++) {
      const [from, to] = [this.#from[row], this.#to[row]];
      if (from >= to) continue;
      const at = row * this.#side;
      this.#marks.set(this.#restMarks.subarray(at + from, at + to), at + from);
    }
    this.#from.fill(this.#side);
    this.#to.fill(0);
  }

  /** A fresh picture of what is drawn. */
  picture(): Picture {
    const rgb = this.#restPicture.slice();
    const n = this.#samples;
    for (let y = 0; y < this.#size; y++) {
      let from = this.#side;
      let to = 0;
      for (let row = y * n; row < (y + 1) * n; row++) {
        from = Math.min(from, this.#from[row]);
        to = Math.max(to, this.#to[row]);
      }
      if (from < to) this.#average(y, Math.floor(from / n), Math.ceil(to / n), rgb);
    }
    return { width: this.#size, height: this.#size, rgb };
  }

  /** The line through two corners, x for the middle of each row; it falls where the inside is on its left. */
  #edge([ax, ay]: Corner, [bx, by]: Corner): Edge {
    const slope = ay === by ? 0 : (bx - ax) / (by - ay);
    const start = (ax - ay * slope) * this.#scale + slope / 2;
    // A level edge bounds no row.
    return { falls: by >= ay, slope, start: ay === by ? Infinity : start };
  }

  /** Rows whose middles lie in `from`…`to`. */
  #rows(from: number, to: number): readonly [number, number] {
    return [Math.max(Math.ceil(from - 0.5), 0), Math.min(Math.ceil(to - 0.5), this.#side)];
  }

  #fill(row: number, low: number, high: number, colour: number): void {
    const from = Math.max(Math.ceil(low - 0.5), 0);
    const to = Math.min(Math.ceil(high - 0.5), this.#side);
    if (from >= to) return;
    this.#marks.fill(colour, row * this.#side + from, row * this.#side + to);
    if (from < this.#from[row]) this.#from[row] = from;
    if (to > this.#to[row]) this.#to[row] = to;
  }

  /** Pixels `left`…`right` of row y. */
  #average(y: number, left: number, right: number, rgb: Uint8Array): void {
    const [n, side, marks, palette] = [this.#samples, this.#side, this.#marks, this.#palette];
    const share = 1 / (n * n);
    for (let x = left; x < right; x++) {
      let sum = 0;
      for (let j = 0, at = y * n * side + x * n; j < n; j++, at += side) {
        for (let i = at; i < at + n; i++) sum += palette[marks[i]];
      }
      const high = Math.floor(sum / STRIDE);
      const red = Math.floor(high / STRIDE);
      const pixel = 3 * (y * this.#size + x);
      rgb[pixel] = red * share + 0.5;
      rgb[pixel + 1] = (high - red * STRIDE) * share + 0.5;
      rgb[pixel + 2] = (sum - high * STRIDE) * share + 0.5;
    }
  }
}
