import type { Picture } from "../../core/types.ts";

/** Mean colour of the rectangle `[x, x + w) × [y, y + h)` of pixel area, written as 3 bytes at `at`. */
function average(
  source: Picture,
  x: number,
  y: number,
  w: number,
  h: number,
  to: Uint8Array,
  at: number,
): void {
  let red = 0, green = 0, blue = 0;
  for (let row = Math.floor(y); row < y + h; row++) {
    const tall = Math.min(row + 1, y + h) - Math.max(row, y);
    for (let column = Math.floor(x); column < x + w; column++) {
      const weight = tall * (Math.min(column + 1, x + w) - Math.max(column, x));
      const from = 3 * (Math.min(row, source.height - 1) * source.width + Math.min(column, source.width - 1));
      red += weight * source.rgb[from];
      green += weight * source.rgb[from + 1];
      blue += weight * source.rgb[from + 2];
    }
  }
  const area = w * h;
  to[at] = Math.round(red / area);
  to[at + 1] = Math.round(green / area);
  to[at + 2] = Math.round(blue / area);
}

/** A smaller copy: every pixel is the mean of the area that it covers in the source. */
export function shrink(source: Picture, width: number, height: number): Picture {
  const rgb = new Uint8Array(3 * width * height);
  const w = source.width / width;
  const h = source.height / height;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) average(source, x * w, y * h, w, h, rgb, 3 * (y * width + x));
  }
  return { width, height, rgb };
}
