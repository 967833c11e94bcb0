import type { Picture } from "../../core/types.ts";
import type { Colour } from "./fill_rectangle.ts";
import { SamplePairs } from "./sample_pairs.ts";

/** A corner, in the world's units. */
type Corner = readonly [x: number, y: number];

/** The most corners of a polygon. */
const CORNERS = 64;
/** Samples of a row that are filled one by one. */
const SHORT = 32;

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
  /** Levels of each colour. */
  readonly #red: Uint8Array;
  readonly #green: Uint8Array;
  readonly #blue: Uint8Array;
  readonly #marks: Uint8Array;
  readonly #restMarks: Uint8Array;
  /** A faster way to the same averages, where there are two samples a pixel along each axis. */
  readonly #pairs: SamplePairs | undefined;
  readonly #restPicture: Uint8Array;
  /** First and last but one of the samples that were drawn since the rest, row by row. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  /** The edges of a polygon that bound rows: samples to the right for each row, and x for the middle of row 0. */
  readonly #slope = new Float64Array(CORNERS);
  readonly #start = new Float64Array(CORNERS);
  /** Whether the inside lies on an edge's left. */
  readonly #falls = new Uint8Array(CORNERS);

  /** A canvas full of the first colour of the palette. */
  constructor({ side, size, samples }: SampledCanvasOptions, palette: readonly Colour[]) {
    this.#size = size;
    this.#samples = samples;
    this.#side = size * samples;
    this.#scale = this.#side / side;
    this.#red = Uint8Array.from(palette, ([red]) => red);
    this.#green = Uint8Array.from(palette, ([, green]) => green);
    this.#blue = Uint8Array.from(palette, ([, , blue]) => blue);
    this.#marks = new Uint8Array(this.#side * this.#side);
    this.#restMarks = this.#marks.slice();
    this.#pairs = samples === 2 ? new SamplePairs(this.#marks, size, palette) : undefined;
    this.#restPicture = new Uint8Array(3 * size * size);
    this.#from = new Int32Array(this.#side);
    this.#to = new Int32Array(this.#side).fill(this.#side);
    this.rest();
  }

  /**
   * Fills a convex polygon of at most 64 corners, in the order that turns x towards y, with a colour of the palette.
   */
  polygon(corners: readonly (readonly [x: number, y: number])[], colour: number): void {
    let [left, right, least, most] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < corners.length; i++) {
      const [x, y] = corners[i];
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < least) least = y;
      if (y > most) most = y;
    }
    const top = this.#row(least * this.#scale);
    const bottom = this.#row(most * this.#scale);
    if (top === bottom || right * this.#scale <= 0 || left * this.#scale >= this.#side) return;
    let edges = 0;
    for (let i = 0; i < corners.length; i++) {
      if (this.#setEdge(edges, corners[i === 0 ? corners.length - 1 : i - 1], corners[i])) edges++;
    }
    for (let row = top; row < bottom; row++) this.#fillBetween(edges, row, colour);
  }

  /** Fills a disc with a colour of the palette. */
  disc(x: number, y: number, radius: number, colour: number): void {
    const [cx, cy, r] = [x * this.#scale, y * this.#scale, radius * this.#scale];
    const [top, bottom] = [this.#row(cy - r), this.#row(cy + r)];
    for (let row = top; row < bottom; row++) {
      const half = Math.sqrt(Math.max(r * r - (row + 0.5 - cy) ** 2, 0));
      this.#fill(row, cx - half, cx + half, colour);
    }
  }

  /** Fills all of it with a colour of the palette. */
  flood(colour: number): void {
    this.#marks.fill(colour);
    this.#from.fill(0);
    this.#to.fill(this.#side);
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
      if (from >= to) continue;
      const [left, right] = [Math.floor(from / n), Math.ceil(to / n)];
      if (this.#pairs) this.#pairs.average(y, left, right, rgb);
      else this.#average(y, left, right, rgb);
    }
    return { width: this.#size, height: this.#size, rgb };
  }

  /** Takes over the line through two corners; a level one bounds no row and is left out. */
  #setEdge(edge: number, from: Corner, to: Corner): boolean {
    const rise = to[1] - from[1];
    if (rise === 0) return false;
    const slope = (to[0] - from[0]) / rise;
    this.#slope[edge] = slope;
    this.#start[edge] = (from[0] - from[1] * slope) * this.#scale + slope / 2;
    this.#falls[edge] = rise > 0 ? 1 : 0;
    return true;
  }

  /** Fills what lies in a row between the first so many edges. */
  #fillBetween(edges: number, row: number, colour: number): void {
    let low = -Infinity;
    let high = Infinity;
    for (let edge = 0; edge < edges; edge++) {
      const x = this.#start[edge] + this.#slope[edge] * row;
      if (this.#falls[edge] === 1) {
        if (x < high) high = x;
      } else if (x > low) low = x;
    }
    this.#fill(row, low, high, colour);
  }

  /** The first row whose middle is not above `y`, within the canvas. */
  #row(y: number): number {
    return Math.min(Math.max(Math.ceil(y - 0.5), 0), this.#side);
  }

  #fill(row: number, low: number, high: number, colour: number): void {
    const from = Math.max(Math.ceil(low - 0.5), 0);
    const to = Math.min(Math.ceil(high - 0.5), this.#side);
    if (from >= to) return;
    const [marks, first] = [this.#marks, row * this.#side];
    // Filling by hand is faster than the call, but for long rows.
    if (to - from > SHORT) marks.fill(colour, first + from, first + to);
    else for (let at = first + from; at < first + to; at++) marks[at] = colour;
    if (from < this.#from[row]) this.#from[row] = from;
    if (to > this.#to[row]) this.#to[row] = to;
  }

  /** Pixels `left`…`right` of row y. */
  #average(y: number, left: number, right: number, rgb: Uint8Array): void {
    const [n, side, marks] = [this.#samples, this.#side, this.#marks];
    const [reds, greens, blues] = [this.#red, this.#green, this.#blue];
    const share = 1 / (n * n);
    let first = y * n * side + left * n;
    let pixel = 3 * (y * this.#size + left);
    for (let x = left; x < right; x++, first += n, pixel += 3) {
      const mark = marks[first];
      if (this.#isPlain(first, mark)) {
        rgb[pixel] = reds[mark];
        rgb[pixel + 1] = greens[mark];
        rgb[pixel + 2] = blues[mark];
        continue;
      }
      let red = 0, green = 0, blue = 0;
      for (let j = 0, at = first; j < n; j++, at += side) {
        for (let i = at; i < at + n; i++) {
          red += reds[marks[i]];
          green += greens[marks[i]];
          blue += blues[marks[i]];
        }
      }
      rgb[pixel] = red * share + 0.5;
      rgb[pixel + 1] = green * share + 0.5;
      rgb[pixel + 2] = blue * share + 0.5;
    }
  }

  /** Whether all samples of the pixel that begins there have one colour. */
  #isPlain(first: number, mark: number): boolean {
    const [n, marks] = [this.#samples, this.#marks];
    const last = first + (n - 1) * this.#side;
    if (marks[first + n - 1] !== mark || marks[last] !== mark || marks[last + n - 1] !== mark) return false;
    return this.#isFilled(first, mark);
  }

  #isFilled(first: number, mark: number): boolean {
    const [n, marks] = [this.#samples, this.#marks];
    for (let j = 0, at = first; j < n; j++, at += this.#side) {
      for (let i = at; i < at + n; i++) if (marks[i] !== mark) return false;
    }
    return true;
  }
}
