import type { Picture } from "../../core/types.ts";
import type { Colour } from "../raster/colour.ts";

/** A line with round ends, in pixels; a disc where both ends are one. */
export interface Capsule {
  /** One end, counted from the corner of the picture. */
  readonly from: readonly [x: number, y: number];
  /** The other end. */
  readonly to: readonly [x: number, y: number];
  /** Half its width. */
  readonly radius: number;
}

const clamped = (value: number): number => Math.min(Math.max(value, 0), 1);

/**
 * Blends a capsule over a picture: a pixel is covered by how far its middle lies inside the edge, all of it half a
 * pixel inside and none half a pixel outside, so that the picture changes as smoothly as the capsule moves.
 */
export function drawCapsule(picture: Picture, { from, to, radius }: Capsule, colour: Colour): void {
  const { width, height, rgb } = picture;
  const [red, green, blue] = colour;
  const [ax, ay] = [from[0] - 0.5, from[1] - 0.5];
  const [bx, by] = [to[0] - from[0], to[1] - from[1]];
  const share = 1 / Math.max(bx * bx + by * by, 1e-12);
  const reach = radius + 0.5;
  const left = Math.max(Math.ceil(Math.min(ax, ax + bx) - reach), 0);
  const right = Math.min(Math.floor(Math.max(ax, ax + bx) + reach), width - 1);
  const top = Math.max(Math.ceil(Math.min(ay, ay + by) - reach), 0);
  const bottom = Math.min(Math.floor(Math.max(ay, ay + by) + reach), height - 1);
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const [x, y] = [column - ax, row - ay];
      const along = clamped((x * bx + y * by) * share);
      const [dx, dy] = [x - along * bx, y - along * by];
      const squared = dx * dx + dy * dy;
      if (squared >= reach * reach) continue;
      const alpha = Math.min(reach - Math.sqrt(squared), 1);
      const at = 3 * (row * width + column);
      rgb[at] += (red - rgb[at]) * alpha + 0.5;
      rgb[at + 1] += (green - rgb[at + 1]) * alpha + 0.5;
      rgb[at + 2] += (blue - rgb[at + 2]) * alpha + 0.5;
    }
  }
}
