import { InputError } from "../errors.ts";
import type { Observation, ObservationSpace, Picture } from "../types.ts";

/** A colour, red green blue in 0…255. */
export type Colour = readonly [number, number, number];

const isImage = ({ shape, dtype }: ObservationSpace): boolean =>
  dtype === "uint8" && shape.length === 3 && (shape[2] === 1 || shape[2] > 0 && shape[2] % 3 === 0);

/** The pictures' stream of a world: `pixels`, where it has colours or grey; undefined where it has none. */
export function pictureSpace(
  observations: { readonly [stream: string]: ObservationSpace },
): ObservationSpace | undefined {
  const space = observations.pixels;
  return space && isImage(space) ? space : undefined;
}

/**
 * An observed image `uint8 [h, w, 3]`, or grey `[h, w, 1]`, as a picture; the last of several, `[h, w, 3n]`.
 *
 * @throws {InputError} for a stream that is no such image.
 */
export function toPicture(observation: Observation, space: ObservationSpace): Picture {
  const [height, width, channels] = space.shape;
  if (!isImage(space) || observation.length !== height * width * channels) {
    throw new InputError(
      `Cannot make a picture: ${observation.length} numbers of shape [${space.shape}], expected uint8 [h, w, 3n] or [h, w, 1]`,
    );
  }
  if (channels === 3) return { width, height, rgb: Uint8Array.from(observation) };
  const rgb = Uint8Array.from(
    { length: 3 * width * height },
    (_, i) => observation[channels * Math.floor(i / 3) + (channels === 1 ? 0 : channels - 3 + i % 3)],
  );
  return { width, height, rgb };
}

/** Every pixel as a square of `factor` by `factor`. */
export function enlarge({ width, height, rgb }: Picture, factor: number): Picture {
  const large = canvas(width * factor, height * factor, [0, 0, 0]);
  for (let y = 0; y < large.height; y++) {
    for (let x = 0; x < large.width; x++) {
      const from = 3 * (Math.floor(y / factor) * width + Math.floor(x / factor));
      const to = 3 * (y * large.width + x);
      large.rgb[to] = rgb[from];
      large.rgb[to + 1] = rgb[from + 1];
      large.rgb[to + 2] = rgb[from + 2];
    }
  }
  return large;
}

/** A picture of one colour. */
export function canvas(width: number, height: number, colour: Colour): Picture {
  const rgb = new Uint8Array(3 * width * height);
  for (let i = 0; i < rgb.length; i++) rgb[i] = colour[i % 3];
  return { width, height, rgb };
}

/** Draws a picture onto a larger one, in place, its corner at column x and row y. */
export function paste(onto: Picture, picture: Picture, x: number, y: number): void {
  for (let row = 0; row < picture.height; row++) {
    const line = picture.rgb.subarray(3 * row * picture.width, 3 * (row + 1) * picture.width);
    onto.rgb.set(line, 3 * ((y + row) * onto.width + x));
  }
}
