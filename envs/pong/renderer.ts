import type { Picture } from "../../core/types.ts";
import { type Colour, fillRectangle } from "../raster/fill_rectangle.ts";
import { shrink } from "../raster/shrink.ts";
import type { Layout, Scene } from "./scene.ts";
import {
  BALL_HEIGHT,
  BALL_WIDTH,
  BORDER_TOP,
  BOTTOM,
  ENEMY_SCORE_X,
  ENEMY_X,
  HEIGHT,
  PADDLE_WIDTH,
  PLAYER_SCORE_X,
  PLAYER_X,
  TOP,
  WIDTH,
} from "./rules.ts";

/** Side of the blocks that digits are made of, px. */
export const BLOCK = 4;
/** Columns of a digit, in blocks. */
const COLUMNS = 3;
/** First row of the scores. */
const TOP_ROW = 1;
/** From one digit to the next, px. */
const PITCH = 16;
/** Digits as five rows of three blocks, row by row. */
const DIGITS: readonly string[] = [
  "111101101101111",
  "010010010010010",
  "111001111100111",
  "111001111001111",
  "101101111001001",
  "111100111001111",
  "111100111101111",
  "111001001001001",
  "111101111101111",
  "111101111001111",
];

/** Left upper corners of the blocks of a score, whose last digit stands at column `x`. */
export function scoreBlocks(score: number, x: number): readonly (readonly [x: number, y: number])[] {
  return [...String(score)].reverse().flatMap((digit, place) =>
    [...DIGITS[Number(digit)]].flatMap((block, i): (readonly [number, number])[] => {
      if (block === "0") return [];
      return [[x - place * PITCH + BLOCK * (i % COLUMNS), TOP_ROW + BLOCK * Math.floor(i / COLUMNS)]];
    })
  );
}

/** What always stands on the screen, at the screen's own size. */
export function backdrop({ colours }: Layout): Picture {
  const picture = { width: WIDTH, height: HEIGHT, rgb: new Uint8Array(3 * WIDTH * HEIGHT) };
  const whole = { left: 0, right: WIDTH - 1, top: 0, bottom: HEIGHT - 1 };
  fillRectangle(picture, whole, colours.background);
  fillRectangle(picture, { ...whole, top: BORDER_TOP, bottom: TOP - 1 }, colours.border);
  fillRectangle(picture, { ...whole, top: BOTTOM }, colours.border);
  return picture;
}

/** What is drawn, and how large. */
export interface RendererOptions {
  /** Width of the picture, px. */
  readonly size: number;
  /** The whole screen, or the playfield. */
  readonly view: "screen" | "field";
}

/** Where a rectangle lies, px of the Atari's screen. */
type Box = readonly [x: number, y: number, width: number, height: number];

/** Where scene `i` of `n` is drawn; levels are rounded and stay within 0…255. */
interface Target {
  readonly rgb: Uint8ClampedArray;
  readonly n: number;
  readonly i: number;
}

/** Rows of the screen that a view shows; it shows all columns. */
const VIEWS = { screen: { top: 0, height: HEIGHT }, field: { top: TOP, height: BOTTOM - TOP } } as const;

/** Height of the picture, px: pictures are square, but for the screen at its own size. */
export function pictureHeight({ size, view }: RendererOptions): number {
  return size === WIDTH ? VIEWS[view].height : size;
}

/** How much of cell `i` lies in `from`…`to`. */
const share = (i: number, from: number, to: number): number => Math.min(i + 1, to) - Math.max(i, from);

const clamped = (rgb: Uint8Array): Uint8ClampedArray => new Uint8ClampedArray(rgb.buffer);

/** What two rectangles have in common; without area where that is nothing. */
function common([ax, ay, aw, ah]: Box, [bx, by, bw, bh]: Box): Box {
  const [left, top] = [Math.max(ax, bx), Math.max(ay, by)];
  const [right, bottom] = [Math.min(ax + aw, bx + bw), Math.min(ay + ah, by + bh)];
  return [left, top, Math.max(right - left, 0), Math.max(bottom - top, 0)];
}

/** Draws one layout: every pixel is the mean of the area of the Atari's screen that it covers. */
export class Renderer {
  readonly #colours: Layout["colours"];
  readonly #heights: { readonly player: number; readonly enemy: number };
  readonly #view: { readonly top: number; readonly height: number };
  readonly #size: number;
  readonly #rows: number;
  readonly #empty: Uint8Array;
  /** What the last picture showed without paddles and balls, and the scores in it. */
  #rest = new Uint8Array(0);
  #scores: readonly number[] = [];

  /** Draws what always stands there. */
  constructor(layout: Layout, options: RendererOptions) {
    this.#colours = layout.colours;
    this.#heights = { player: layout.playerHeight, enemy: layout.enemyHeight };
    this.#view = VIEWS[options.view];
    this.#size = options.size;
    this.#rows = pictureHeight(options);
    const { top, height } = this.#view;
    const rgb = backdrop(layout).rgb.subarray(3 * WIDTH * top, 3 * WIDTH * (top + height));
    this.#empty = shrink({ width: WIDTH, height, rgb }, this.#size, this.#rows).rgb;
  }

  /** A fresh picture `uint8 [h, w, 3n]` of n scenes, each in three channels. */
  paint(scenes: readonly Scene[]): Uint8Array {
    const rgb = this.#table(scenes).slice();
    scenes.forEach((scene, i) => this.#drawScene({ rgb: clamped(rgb), n: scenes.length, i }, scene));
    return rgb;
  }

  #drawScene(target: Target, { playerY, enemyY, ballX, ballY, inPlay }: Scene): void {
    const { player, enemy, ball, background } = this.#colours;
    const paddles: readonly (readonly [Box, Colour])[] = [
      [[ENEMY_X, Math.floor(enemyY), PADDLE_WIDTH, this.#heights.enemy], enemy],
      [[PLAYER_X, Math.floor(playerY), PADDLE_WIDTH, this.#heights.player], player],
    ];
    for (const [box, colour] of paddles) this.#paintOver(target, box, background, colour);
    if (!inPlay) return;
    const ballBox: Box = [Math.floor(ballX), Math.floor(ballY), BALL_WIDTH, BALL_HEIGHT];
    // A paddle may come upon a ball that it has missed.
    for (const [box, colour] of paddles) this.#paintOver(target, common(box, ballBox), colour, background);
    this.#paintOver(target, ballBox, background, ball);
  }

  /** What stands still until someone scores. */
  #table(scenes: readonly Scene[]): Uint8Array {
    const scores = scenes.flatMap(({ playerScore, enemyScore }) => [playerScore, enemyScore]);
    const same = scores.length === this.#scores.length;
    if (same && scores.every((score, i) => score === this.#scores[i])) return this.#rest;
    this.#scores = scores;
    const n = scenes.length;
    const rgb = new Uint8Array(n * this.#empty.length);
    for (let at = 0; at < rgb.length; at++) rgb[at] = this.#empty[3 * Math.floor(at / (3 * n)) + at % 3];
    if (this.#view === VIEWS.screen) {
      scenes.forEach((scene, i) => this.#drawScores({ rgb: clamped(rgb), n, i }, scene));
    }
    this.#rest = rgb;
    return rgb;
  }

  #drawScores(target: Target, { playerScore, enemyScore }: Scene): void {
    const { player, enemy, background } = this.#colours;
    for (const [x, y] of scoreBlocks(enemyScore, ENEMY_SCORE_X)) {
      this.#paintOver(target, [x, y, BLOCK, BLOCK], background, enemy);
    }
    for (const [x, y] of scoreBlocks(playerScore, PLAYER_SCORE_X)) {
      this.#paintOver(target, [x, y, BLOCK, BLOCK], background, player);
    }
  }

  /** Gives a rectangle of one colour another one: what each pixel's mean gains is its share of the pixel's area. */
  #paintOver({ rgb, n, i }: Target, [x, y, width, height]: Box, from: Colour, to: Colour): void {
    const [across, down] = [this.#size / WIDTH, this.#rows / this.#view.height];
    const [left, right] = [Math.max(x, 0) * across, Math.min(x + width, WIDTH) * across];
    const [top, bottom] = [(y - this.#view.top) * down, (y - this.#view.top + height) * down];
    for (let row = Math.floor(top); row < bottom; row++) {
      const tall = share(row, top, bottom);
      for (let column = Math.floor(left); column < right; column++) {
        const part = tall * share(column, left, right);
        const at = 3 * ((row * this.#size + column) * n + i);
        rgb[at] += part * (to[0] - from[0]);
        rgb[at + 1] += part * (to[1] - from[1]);
        rgb[at + 2] += part * (to[2] - from[2]);
      }
    }
  }
}
