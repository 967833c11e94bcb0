import type { Picture } from "../../core/types.ts";
import type { Colour } from "./fill_rectangle.ts";

/** A soft dot. Coordinates count from the middle of the first pixel, x to the right and y down. */
export interface GaussianDot {
  /** Centre, pixels. */
  readonly x: number;
  /** Centre, pixels. */
  readonly y: number;
  /** Standard deviation, pixels. */
  readonly std: number;
  /** Opacity in the centre, in (0, 1]. */
  readonly peak: number;
  /** Colour of the dot. */
  readonly colour: Colour;
}

/** Below this opacity no channel changes by half a level. */
const FAINTEST = 1 / 510;
/** Opacities of the columns; kept between calls, so that drawing allocates nothing. */
let columns = new Float64Array(64);

/**
 * Blends a Gaussian dot over a picture: opacity `peak · exp(−d² / (2 std²))`, rounded to the nearest level.
 * Only the box of visible pixels is touched, and the exponential is taken once a row and once a column.
 */
export function blendGaussian(picture: Picture, { x, y, std, peak, colour }: GaussianDot): void {
  if (peak <= FAINTEST) return;
  const { width, height, rgb } = picture;
  const reach = std * Math.sqrt(2 * Math.log(peak / FAINTEST));
  const left = Math.max(Math.ceil(x - reach), 0);
  const right = Math.min(Math.floor(x + reach), width - 1);
  const top = Math.max(Math.ceil(y - reach), 0);
  const bottom = Math.min(Math.floor(y + reach), height - 1);
  const falloff = -0.5 / (std * std);
  if (columns.length < width) columns = new Float64Array(width);
  for (let i = left; i <= right; i++) columns[i] = Math.exp(falloff * (i - x) * (i - x));
  const [red, green, blue] = colour;
  for (let j = top; j <= bottom; j++) {
    const strength = peak * Math.exp(falloff * (j - y) * (j - y));
    let at = 3 * (j * width + left);
    for (let i = left; i <= right; i++, at += 3) {
      const alpha = strength * columns[i];
      rgb[at] += (red - rgb[at]) * alpha + 0.5;
      rgb[at + 1] += (green - rgb[at + 1]) * alpha + 0.5;
      rgb[at + 2] += (blue - rgb[at + 2]) * alpha + 0.5;
    }
  }
}
