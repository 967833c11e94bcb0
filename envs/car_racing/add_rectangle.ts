import type { Picture } from "../../core/types.ts";
import type { Colour } from "../raster/colour.ts";

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
