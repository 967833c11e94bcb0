import type { Picture } from "../../core/types.ts";
import { blendGaussian } from "../raster/blend_gaussian.ts";
import { type Colour, fillRectangle, type Rectangle } from "../raster/fill_rectangle.ts";
import { shrink } from "../raster/shrink.ts";
import { expFloat32 } from "./exp_float32.ts";
import { type Layout, LINE, MARGIN, MIDDLE, SIDE } from "./scene.ts";

/** A dot of the world: agent or target. */
export interface Dot {
  /** Centre, px of the world. */
  readonly x: number;
  /** Centre, px of the world. */
  readonly y: number;
  /** Standard deviation, px of the world. */
  readonly radius: number;
  /** Colour. */
  readonly colour: Colour;
}

/** Beyond so many standard deviations float32 blending changes nothing: exp(−18) < 2⁻²⁵. */
const REACH = 6;
const fround = Math.fround;

function opacity(dx: number, dy: number, radius: number): number {
  const x = fround(dx);
  const y = fround(dy);
  return expFloat32(fround(-fround(fround(x * x) + fround(y * y)) / fround(2 * radius * radius)));
}

/** Opacity of the pixel nearest to the centre; the reference divides by it, so that its largest opacity is 1. */
function largest({ x, y, radius }: Dot): number {
  return opacity(Math.round(x) - x, Math.round(y) - y, radius);
}

function blend(under: number, over: number, alpha: number): number {
  return fround(fround(under * fround(1 - alpha)) + fround(over * alpha));
}

/** Blends in float32 and drops the fraction, as the reference renderer does at the world's own size. */
function drawExact({ rgb }: Picture, dot: Dot): void {
  const { x, y, radius, colour } = dot;
  const peak = largest(dot);
  const reach = REACH * radius;
  const [left, right] = [Math.max(Math.ceil(x - reach), 0), Math.min(Math.floor(x + reach), SIDE - 1)];
  const [top, bottom] = [Math.max(Math.ceil(y - reach), 0), Math.min(Math.floor(y + reach), SIDE - 1)];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const alpha = fround(opacity(column - x, row - y, radius) / peak);
      const at = 3 * (row * SIDE + column);
      for (let c = 0; c < 3; c++) rgb[at + c] = blend(rgb[at + c], colour[c], alpha);
    }
  }
}

/**
 * The same dot seen through pixels `scale` times as wide: their mean widens a Gaussian by the variance of a box
 * and lowers its peak by the ratio of the areas.
 */
function drawScaled(picture: Picture, { x, y, radius, colour }: Dot): void {
  const scale = SIDE / picture.width;
  const variance = radius * radius + (scale * scale - 1) / 12;
  blendGaussian(picture, {
    x: (x + 0.5) / scale - 0.5,
    y: (y + 0.5) / scale - 0.5,
    std: Math.sqrt(variance) / scale,
    peak: radius * radius / variance,
    colour,
  });
}

/** Draws a dot of the world over a picture of any size. */
export function drawDot(picture: Picture, dot: Dot): void {
  if (picture.width === SIDE) drawExact(picture, dot);
  else drawScaled(picture, dot);
}

const END = SIDE - 1;
const WHOLE: Rectangle = { left: 0, right: END, top: 0, bottom: END };

/** The stretch `from`…`to` of the wall. */
function stretch({ wallAxis, wallHalf }: Layout, from: number, to: number): Rectangle {
  const [low, high] = [MIDDLE - wallHalf, MIDDLE + wallHalf];
  return wallAxis === 1
    ? { left: low, right: high, top: from, bottom: to }
    : { left: from, right: to, top: low, bottom: high };
}

function borderLines(): readonly Rectangle[] {
  return [MARGIN - LINE, SIDE - MARGIN].flatMap((start) => [
    { ...WHOLE, left: start, right: start + LINE - 1 },
    { ...WHOLE, top: start, bottom: start + LINE - 1 },
  ]);
}

/** Everything that stands still, drawn at the world's own size and shrunk to `size` px. */
export function backdrop(layout: Layout, size: number): Picture {
  const { colours, doors } = layout;
  const picture = { width: SIDE, height: SIDE, rgb: new Uint8Array(3 * SIDE * SIDE) };
  fillRectangle(picture, WHOLE, colours.background);
  fillRectangle(picture, stretch(layout, 0, END), colours.wall);
  for (const { centre, half } of doors) {
    fillRectangle(picture, stretch(layout, centre - half, centre + half), colours.door);
  }
  for (const line of borderLines()) fillRectangle(picture, line, colours.wall);
  return size === SIDE ? picture : shrink(picture, size, size);
}

/** What is drawn, and how large. */
export interface RendererOptions {
  /** Side of the picture, px. */
  readonly size: number;
  /** Whether the target is drawn. */
  readonly drawTarget: boolean;
}

/** Draws one layout: what stands still is drawn once and copied. */
export class Renderer {
  readonly #layout: Layout;
  readonly #options: RendererOptions;
  readonly #backdrop: Uint8Array;

  /** Draws what stands still. */
  constructor(layout: Layout, options: RendererOptions) {
    this.#layout = layout;
    this.#options = options;
    this.#backdrop = backdrop(layout, options.size).rgb;
  }

  /** A fresh picture `uint8 [size, size, 3]` of positions `[agent x, agent y, target x, target y]`, px. */
  paint(positions: Float32Array): Uint8Array {
    const { size, drawTarget } = this.#options;
    const { agentRadius, targetRadius, colours } = this.#layout;
    const rgb = this.#backdrop.slice();
    const picture = { width: size, height: size, rgb };
    if (drawTarget) {
      drawDot(picture, { x: positions[2], y: positions[3], radius: targetRadius, colour: colours.target });
    }
    drawDot(picture, { x: positions[0], y: positions[1], radius: agentRadius, colour: colours.agent });
    return rgb;
  }
}
