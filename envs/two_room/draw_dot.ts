import type { Picture } from "../../core/types.ts";
import { blendGaussian } from "../raster/blend_gaussian.ts";
import type { Colour } from "../raster/colour.ts";
import { expFloat32 } from "./exp_float32.ts";
import { SIDE } from "./geometry.ts";

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
