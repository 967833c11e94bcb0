import type { Picture } from "../../core/types.ts";
import { fillRectangle } from "../raster/fill_rectangle.ts";
import type { Layout } from "./layout.ts";
import { BORDER_TOP, BOTTOM, HEIGHT, TOP, WIDTH } from "./rules.ts";

/** What always stands on the screen, at the screen's own size. */
export function backdrop({ colours }: Layout): Picture {
  const picture = { width: WIDTH, height: HEIGHT, rgb: new Uint8Array(3 * WIDTH * HEIGHT) };
  const whole = { left: 0, right: WIDTH - 1, top: 0, bottom: HEIGHT - 1 };
  fillRectangle(picture, whole, colours.background);
  fillRectangle(picture, { ...whole, top: BORDER_TOP, bottom: TOP - 1 }, colours.border);
  fillRectangle(picture, { ...whole, top: BOTTOM }, colours.border);
  return picture;
}
