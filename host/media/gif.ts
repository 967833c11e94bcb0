import gifenc from "gifenc";
import { InputError } from "../../core/errors.ts";
import type { Picture } from "../../core/types.ts";

/** How a film plays. */
export interface GifOptions {
  /** Milliseconds a frame stays; GIF rounds to hundredths of a second. */
  readonly delayMs: number;
}

/** The part of gifenc used here; the package has no types. */
interface Gifenc {
  GIFEncoder(): {
    writeFrame(indices: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
  };
  quantize(rgba: Uint8Array, colours: number): Palette;
  applyPalette(rgba: Uint8Array, palette: Palette): Uint8Array;
}

type Palette = number[][];

interface FrameOptions {
  readonly delay: number;
  readonly palette?: Palette;
  readonly transparent?: boolean;
  readonly transparentIndex?: number;
  readonly dispose?: number;
}

const { GIFEncoder, quantize, applyPalette }: Gifenc = gifenc;

/** One of the 256 colours is spent on "as in the frame before", which makes films of still scenes small. */
const COLOURS = 255;
/** Frames whose colours the palette is made from. */
const SAMPLES = 8;
/** Disposal method 1: the next frame is drawn over this one. */
const LEAVE = 1;

function withAlpha(rgb: Uint8Array): Uint8Array {
  const rgba = new Uint8Array((rgb.length / 3) * 4).fill(255);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba[to] = rgb[from];
    rgba[to + 1] = rgb[from + 1];
    rgba[to + 2] = rgb[from + 2];
  }
  return rgba;
}

/** One palette for the whole film, from frames spread over it, the first and the last among them. */
function commonPalette(frames: readonly Picture[]): Palette {
  const count = Math.min(SAMPLES, frames.length);
  const size = frames[0].rgb.length;
  const sample = new Uint8Array(count * size);
  for (let i = 0; i < count; i++) {
    const frame = Math.round((i * (frames.length - 1)) / Math.max(1, count - 1));
    sample.set(frames[frame].rgb, i * size);
  }
  return quantize(withAlpha(sample), COLOURS);
}

function check(frames: readonly Picture[]): void {
  if (frames.length === 0) throw new InputError("Cannot write a GIF: no frames, expected one or more");
  const { width, height } = frames[0];
  const odd = frames.findIndex((frame) =>
    frame.width !== width || frame.height !== height || frame.rgb.length !== width * height * 3
  );
  if (odd >= 0 || width * height === 0) {
    const { width: w, height: h, rgb } = frames[Math.max(0, odd)];
    throw new InputError(
      `Cannot write a GIF: frame ${
        Math.max(0, odd)
      } has ${rgb.length} bytes for ${w} x ${h} pixels, expected 3 bytes for each of ${width} x ${height} pixels`,
    );
  }
}

/**
 * Pictures as an animated GIF that repeats for ever. All frames share one palette of at most 255 colours; pixels
 * that stay as they were are stored as transparent.
 *
 * Throws {@linkcode InputError} when there is no frame or when the frames differ in size.
 */
export function encodeGif(frames: readonly Picture[], { delayMs }: GifOptions): Uint8Array {
  check(frames);
  const { width, height } = frames[0];
  const palette = commonPalette(frames);
  const transparentIndex = palette.length;
  const encoder = GIFEncoder();
  let shown = applyPalette(withAlpha(frames[0].rgb), palette);
  encoder.writeFrame(shown, width, height, {
    palette: [...palette, [0, 0, 0]],
    delay: delayMs,
    dispose: LEAVE,
  });
  for (const { rgb } of frames.slice(1)) {
    const next = applyPalette(withAlpha(rgb), palette);
    const changes = next.map((index, i) => index === shown[i] ? transparentIndex : index);
    encoder.writeFrame(changes, width, height, {
      delay: delayMs,
      transparent: true,
      transparentIndex,
      dispose: LEAVE,
    });
    shown = next;
  }
  encoder.finish();
  return encoder.bytes();
}
