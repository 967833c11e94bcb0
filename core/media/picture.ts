import { InputError } from "../errors.ts";
import type { Observation, ObservationSpace, Picture } from "../types.ts";

/** A colour, red green blue in 0…255. */
export type Colour = readonly [number, number, number];

/** Channels of one frame. */
const channelsOf = ({ shape, frames = 1 }: ObservationSpace): number => shape[2] / frames;

/** Grey, two layers, colours, or a stack of colours. */
function isImage(space: ObservationSpace): boolean {
  const channels = channelsOf(space);
  return space.dtype === "uint8" && space.shape.length === 3 &&
    (channels === 1 || channels === 2 || (channels > 0 && channels % 3 === 0));
}

/** What is seen of a pixel: grey is all three colours, two layers are red and green, the newest of a stack is shown. */
function coloursOf(space: ObservationSpace): readonly (number | undefined)[] {
  const [all, channels] = [space.shape[2], channelsOf(space)];
  if (channels === 1) return [all - 1, all - 1, all - 1];
  return channels === 2 ? [all - 2, all - 1, undefined] : [all - 3, all - 2, all - 1];
}

/** The pictures' stream of a world: `pixels`, where it can be shown; undefined where it has none. */
export function pictureSpace(
  observations: { readonly [stream: string]: ObservationSpace },
): ObservationSpace | undefined {
  const space = observations.pixels;
  return space && isImage(space) ? space : undefined;
}

/**
 * An observed image as a picture: colours `uint8 [h, w, 3]`, grey `[h, w, 1]`, or two layers `[h, w, 2]` as red and
 * green. Of a stack the newest frame is shown: of as many frames as the space says, else the last three channels.
 *
 * @throws {InputError} for a stream that is no such image.
 */
export function toPicture(observation: Observation, space: ObservationSpace): Picture {
  const [height, width, channels] = space.shape;
  if (!isImage(space) || observation.length !== height * width * channels) {
    throw new InputError(
      `Cannot make a picture: ${observation.length} numbers of shape [${space.shape}], expected uint8 [h, w, c] with c 1, 2 or a multiple of 3 a frame`,
    );
  }
  if (channels === 3 && channelsOf(space) === 3) return { width, height, rgb: Uint8Array.from(observation) };
  const rgb = new Uint8Array(3 * width * height);
  coloursOf(space).forEach((channel, colour) => {
    if (channel === undefined) return;
    for (let pixel = 0; pixel < width * height; pixel++) {
      rgb[3 * pixel + colour] = observation[channels * pixel + channel];
    }
  });
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
