import type { Picture } from "../../core/types.ts";

/** Red, green and blue, each in 0…255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A rectangle of whole pixels; both ends belong to it. */
export interface Rectangle {
  /** First column. */
  readonly left: number;
  /** Last column. */
  readonly right: number;
  /** First row. */
  readonly top: number;
  /** Last row. */
  readonly bottom: number;
}

/** Fills the part of a rectangle that lies inside the picture. */
export function fillRectangle(picture: Picture, rectangle: Rectangle, colour: Colour): void {
  const left = Math.max(rectangle.left, 0);
  const right = Math.min(rectangle.right, picture.width - 1);
  const top = Math.max(rectangle.top, 0);
  const bottom = Math.min(rectangle.bottom, picture.height - 1);
  const [red, green, blue] = colour;
  for (let y = top; y <= bottom; y++) {
    const end = 3 * (y * picture.width + right + 1);
    for (let at = 3 * (y * picture.width + left); at < end; at += 3) {
      picture.rgb[at] = red;
      picture.rgb[at + 1] = green;
      picture.rgb[at + 2] = blue;
    }
  }
}
