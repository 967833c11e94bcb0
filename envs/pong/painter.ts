import type { Colour } from "../raster/colour.ts";
import { shrink } from "../raster/shrink.ts";
import { backdrop } from "./backdrop.ts";
import type { Layout } from "./layout.ts";
import {
  BALL_HEIGHT,
  BALL_WIDTH,
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
import type { Scene } from "./scene.ts";
import { BLOCK, scoreBlocks } from "./score_blocks.ts";

/** What is drawn, and how large. */
export interface PainterOptions {
  /** Width of the picture, px. */
  readonly size: number;
  /** The whole screen, or the playfield. */
  readonly view: "screen" | "field";
}

/** Where a rectangle lies, px of the Atari's screen. */
type Box = readonly [x: number, y: number, width: number, height: number];

/** Rows of the screen that a view shows; it shows all columns. */
const VIEWS = { screen: { top: 0, height: HEIGHT }, field: { top: TOP, height: BOTTOM - TOP } } as const;

/** Height of the picture, px: pictures are square, but for the screen at its own size. */
export function pictureHeight({ size, view }: PainterOptions): number {
  return size === WIDTH ? VIEWS[view].height : size;
}

/** How much of cell `i` lies in `from`…`to`. */
const share = (i: number, from: number, to: number): number => Math.min(i + 1, to) - Math.max(i, from);

/** Draws one layout: every pixel is the mean of the area of the Atari's screen that it covers. */
export class Painter {
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
  constructor(layout: Layout, options: PainterOptions) {
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
    const { player, enemy, ball } = this.#colours;
    const rgb = this.#table(scenes).slice();
    const n = scenes.length;
    scenes.forEach(({ playerY, enemyY, ballX, ballY, inPlay }, i) => {
      this.#cover(rgb, n, i, [ENEMY_X, Math.floor(enemyY), PADDLE_WIDTH, this.#heights.enemy], enemy);
      this.#cover(rgb, n, i, [PLAYER_X, Math.floor(playerY), PADDLE_WIDTH, this.#heights.player], player);
      if (!inPlay) return;
      this.#cover(rgb, n, i, [Math.floor(ballX), Math.floor(ballY), BALL_WIDTH, BALL_HEIGHT], ball);
    });
    return rgb;
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
    if (this.#view === VIEWS.screen) scenes.forEach((scene, i) => this.#drawScores(rgb, n, i, scene));
    this.#rest = rgb;
    return rgb;
  }

  #drawScores(rgb: Uint8Array, n: number, i: number, { playerScore, enemyScore }: Scene): void {
    const { player, enemy } = this.#colours;
    for (const [x, y] of scoreBlocks(enemyScore, ENEMY_SCORE_X)) {
      this.#cover(rgb, n, i, [x, y, BLOCK, BLOCK], enemy);
    }
    for (const [x, y] of scoreBlocks(playerScore, PLAYER_SCORE_X)) {
      this.#cover(rgb, n, i, [x, y, BLOCK, BLOCK], player);
    }
  }

  /**
   * Adds a rectangle to the channels of scene `i` of `n`. Rectangles lie on plain background and beside each other,
   * so that what each adds to the mean of a pixel is its share of the pixel's area.
   */
  #cover(rgb: Uint8Array, n: number, i: number, [x, y, width, height]: Box, colour: Colour): void {
    const { background } = this.#colours;
    const [across, down] = [this.#size / WIDTH, this.#rows / this.#view.height];
    const [left, right] = [Math.max(x, 0) * across, Math.min(x + width, WIDTH) * across];
    const [top, bottom] = [(y - this.#view.top) * down, (y - this.#view.top + height) * down];
    for (let row = Math.floor(top); row < bottom; row++) {
      const tall = share(row, top, bottom);
      for (let column = Math.floor(left); column < right; column++) {
        const part = tall * share(column, left, right);
        const at = 3 * ((row * this.#size + column) * n + i);
        rgb[at] += Math.round(part * (colour[0] - background[0]));
        rgb[at + 1] += Math.round(part * (colour[1] - background[1]));
        rgb[at + 2] += Math.round(part * (colour[2] - background[2]));
      }
    }
  }
}
