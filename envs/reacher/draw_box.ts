import type { Picture } from "../../core/types.ts";
import type { Colour } from "../raster/colour.ts";

/** A rectangle along the axes, in pixels counted from the corner of the picture; fractions cover parts of pixels. */
export interface Box {
  /** Left edge. */
  readonly left: number;
  /** Right edge. */
  readonly right: number;
  /** Upper edge. */
  readonly top: number;
  /** Lower edge. */
  readonly bottom: number;
}

/** How much of the pixel `at`…`at + 1` lies in `low`…`high`. */
function share(at: number, low: number, high: number): number {
  return Math.max(Math.min(at + 1, high) - Math.max(at, low), 0);
}

/** Blends a box over a picture, each pixel by the area that is covered. */
export function drawBox({ width, height, rgb }: Picture, box: Box, colour: Colour): void {
  const { left, right, top, bottom } = box;
  const [red, green, blue] = colour;
  for (let y = Math.max(Math.floor(top), 0); y < Math.min(bottom, height); y++) {
    for (let x = Math.max(Math.floor(left), 0); x < Math.min(right, width); x++) {
      const alpha = share(y, top, bottom) * share(x, left, right);
      const at = 3 * (y * width + x);
      rgb[at] += (red - rgb[at]) * alpha + 0.5;
      rgb[at + 1] += (green - rgb[at + 1]) * alpha + 0.5;
      rgb[at + 2] += (blue - rgb[at + 2]) * alpha + 0.5;
    }
  }
}
