import type { Picture } from "../../core/types.ts";
import type { Colour } from "../raster/fill_rectangle.ts";

/** Glyphs in rows of three, from the top: `#` is lit. */
const GLYPHS: { readonly [glyph: string]: string } = {
  "0": "####.##.##.####",
  "1": ".#.##..#..#.###",
  "2": "###..#####..###",
  "3": "###..####..####",
  "4": "#.##.####..#..#",
  "5": "####..###..####",
  "6": "####..####.####",
  "7": "###..#..#..#..#",
  "8": "####.#####.####",
  "9": "####.####..####",
  "-": "......###......",
};
const COLUMNS = 3;
const ROWS = 5;
/** Glyphs of a score. */
const LENGTH = 4;
/** Size of the window that the score is laid out in, px. */
const [WINDOW_WIDTH, WINDOW_HEIGHT] = [1000, 800];
/** Middle of the score in that window, px. */
const [MIDDLE_X, MIDDLE_Y] = [60, 750];
/** From glyph to glyph, width of a glyph, height of a glyph, px. */
const [ADVANCE, WIDTH, HEIGHT] = [23, 18, 30];
const FULL = 255;

/** A rectangle of whole pixels, and how light a glyph makes each one. */
interface Sprite {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly levels: Uint8Array;
}

const overlap = (a: number, b: number, c: number, d: number): number =>
  Math.max(Math.min(b, d) - Math.max(a, c), 0);

/** Adds a glyph to a picture that is so many pixels wide. */
function lighten(rgb: Uint8Array, { left, top, width, levels }: Sprite, across: number): void {
  let at = 3 * (top * across + left);
  for (let i = 0; i < levels.length; i += width, at += 3 * across) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 3; channel++) rgb[at + 3 * x + channel] += levels[i + x];
    }
  }
}

/** Draws the score into pictures of one size: averages of glyphs, added to a black ground. */
export class ScoreText {
  readonly #size: number;
  readonly #sprites = new Map<string, Sprite>();

  /** For square pictures of that side. */
  constructor(size: number) {
    this.#size = size;
  }

  /** Draws a whole number of at most four glyphs. */
  draw({ width, rgb }: Picture, score: number): void {
    const least = -(10 ** (LENGTH - 1)) + 1;
    const shown = Math.min(Math.max(score, least), 10 ** LENGTH - 1);
    const digits = String(Math.abs(shown));
    const text = shown < 0 ? `-${digits.padStart(LENGTH - 1, "0")}` : digits.padStart(LENGTH, "0");
    for (let place = 0; place < LENGTH; place++) {
      const sprite = this.#sprite(text[place], place);
      lighten(rgb, sprite, width);
    }
  }

  #sprite(glyph: string, place: number): Sprite {
    const key = `${glyph}${place}`;
    const known = this.#sprites.get(key);
    if (known) return known;
    const fresh = this.#cover(glyph, place);
    this.#sprites.set(key, fresh);
    return fresh;
  }

  #cover(glyph: string, place: number): Sprite {
    const [sx, sy] = [this.#size / WINDOW_WIDTH, this.#size / WINDOW_HEIGHT];
    const x0 = (MIDDLE_X + (place - LENGTH / 2) * ADVANCE + (ADVANCE - WIDTH) / 2) * sx;
    const y0 = (MIDDLE_Y - HEIGHT / 2) * sy;
    const [w, h] = [WIDTH * sx / COLUMNS, HEIGHT * sy / ROWS];
    const [left, top] = [Math.floor(x0), Math.floor(y0)];
    const width = Math.ceil(x0 + COLUMNS * w) - left;
    const cover = new Float64Array(width * (Math.ceil(y0 + ROWS * h) - top));
    for (let i = 0; i < cover.length; i++) {
      const [x, y] = [left + i % width, top + Math.floor(i / width)];
      for (let cell = 0; cell < COLUMNS * ROWS; cell++) {
        if (GLYPHS[glyph][cell] !== "#") continue;
        const [cx, cy] = [x0 + cell % COLUMNS * w, y0 + Math.floor(cell / COLUMNS) * h];
        cover[i] += overlap(x, x + 1, cx, cx + w) * overlap(y, y + 1, cy, cy + h);
      }
    }
    return {
      left,
      top,
      width,
      levels: Uint8Array.from(cover, (share) => Math.round(FULL * share)),
    };
  }
}

/** A rectangle that may begin and end within pixels. */
export interface Patch {
  /** Left end, px. */
  readonly left: number;
  /** Right end, px. */
  readonly right: number;
  /** Upper end, px. */
  readonly top: number;
  /** Lower end, px. */
  readonly bottom: number;
}

/** How much of the pixel that begins at `at` lies between two ends. */
function share(at: number, from: number, to: number): number {
  return Math.min(at + 1, to) - Math.max(at, from);
}

/** Adds a colour to black pixels, each by the share of it that the rectangle covers. */
export function addRectangle({ width, height, rgb }: Picture, patch: Patch, colour: Colour): void {
  const [left, right] = [Math.max(patch.left, 0), Math.min(patch.right, width)];
  const [top, bottom] = [Math.max(patch.top, 0), Math.min(patch.bottom, height)];
  for (let y = Math.floor(top); y < bottom; y++) {
    const tall = share(y, top, bottom);
    for (let x = Math.floor(left); x < right; x++) {
      const cover = tall * share(x, left, right);
      const at = 3 * (y * width + x);
      for (let channel = 0; channel < 3; channel++) {
        rgb[at + channel] = Math.min(rgb[at + channel] + cover * colour[channel] + 0.5, 255);
      }
    }
  }
}

/** Side of the picture in the units of the instruments. */
const UNITS = 40;
/** What is nearer to zero than this is not shown. */
const LEAST = 1e-4;
const WHITE: Colour = [255, 255, 255];
const RED: Colour = [255, 0, 0];
const GREEN: Colour = [0, 255, 0];
const [FRONT, REAR]: readonly Colour[] = [[0, 0, 255], [51, 0, 255]];

/** What the instruments show. */
export interface Instruments {
  /** Speed, m/s. */
  readonly speed: number;
  /** Spin of the wheels, rad/s. */
  readonly wheels: readonly number[];
  /** Angle of the front wheels, rad. */
  readonly steering: number;
  /** How fast the hull turns, rad/s. */
  readonly spin: number;
  /** Return so far, where it is shown. */
  readonly score?: number;
}

/** The height of the black bar below a picture, px. */
export function barHeight(size: number): number {
  return 5 * size / UNITS;
}

/** Draws the instruments but the score over a black bar: speed, spin of the wheels, steering, turn. */
export function drawInstruments(picture: Picture, { speed, wheels, steering, spin }: Instruments): void {
  const size = picture.width;
  const unit = size / UNITS;
  const bar = (x: number, toX: number, y: number, toY: number, colour: Colour): void =>
    addRectangle(picture, {
      left: Math.min(x, toX) * unit,
      right: Math.max(x, toX) * unit,
      top: size - Math.max(y, toY) * unit,
      bottom: size - Math.min(y, toY) * unit,
    }, colour);
  const upright = (place: number, value: number, scale: number, colour: Colour): void => {
    if (Math.abs(value) > LEAST) bar(place, place + 1, 1, 1 + scale * value, colour);
  };
  const level = (place: number, value: number, scale: number, colour: Colour): void => {
    if (Math.abs(value) > LEAST) bar(place, place + scale * value, 2, 4, colour);
  };
  upright(5, speed, 0.02, WHITE);
  wheels.forEach((wheel, i) => upright(7 + i, wheel, 0.01, i < 2 ? FRONT : REAR));
  level(20, steering, -10, GREEN);
  level(30, spin, -0.8, RED);
}
