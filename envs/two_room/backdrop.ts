import type { Picture } from "../../core/types.ts";
import { fillRectangle, type Rectangle } from "../raster/fill_rectangle.ts";
import { shrink } from "../raster/shrink.ts";
import { LINE, MARGIN, MIDDLE, SIDE } from "./geometry.ts";
import type { Layout } from "./layout.ts";

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
