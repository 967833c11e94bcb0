import { withMemory } from "../core/env/wrap.ts";
import { InputError } from "../core/errors.ts";
import { seededRng } from "../core/rng.ts";
import type { Env, Given, Observation, ObservationSpace, Rng } from "../core/types.ts";
import { imageSpaces } from "./image_spaces.ts";

/** An image `uint8 [height, width, channels]` that may be written to. */
export interface Image {
  /** Rows. */
  readonly height: number;
  /** Columns. */
  readonly width: number;
  /** Numbers a pixel. */
  readonly channels: number;
  /** Pictures that the channels hold side by side, the oldest first. */
  readonly frames: number;
  /** Row-major, 0 … 255. */
  readonly bytes: Uint8Array;
}

/** Changes an image in place; `step` counts from the reset. */
export type Disturbance = (image: Image, step: number) => void;

/** Draws what an episode is disturbed by, for images of one stream. */
export type DrawDisturbance = (rng: Rng, size: Omit<Image, "bytes">) => Disturbance;

function sizeOf({ shape: [height, width, channels], frames = 1 }: ObservationSpace): Omit<Image, "bytes"> {
  return { height, width, channels, frames };
}

/**
 * A world whose images are disturbed, and nothing else: what it does, and how it starts, stays as it is. What the
 * disturbance draws depends on the seed of the episode, the label and the stream; the state holds the seed and the number
 * of the step behind the world's own.
 *
 * @throws {InputError} for a world without images.
 */
export function disturbed({ env, label }: Given<"wrapper">, name: string, draw: DrawDisturbance): Env {
  const images = imageSpaces(env);
  if (images.length === 0) {
    throw new InputError(
      `Cannot wrap "${env.id}" in "${name}": it shows no images, expected a stream of uint8 [h, w, c]`,
    );
  }
  const memory = Float64Array.of(0, 0); // seed and step
  const sizes = new Map(images.map(([stream, space]) => [stream, sizeOf(space)]));
  const drawn = new Map<string, { readonly seed: number; readonly disturb: Disturbance }>();
  const disturbanceOf = (stream: string, size: Omit<Image, "bytes">): Disturbance => {
    const known = drawn.get(stream);
    if (known?.seed === memory[0]) return known.disturb;
    const disturb = draw(seededRng(memory[0]).fork(label).fork(stream), size);
    drawn.set(stream, { seed: memory[0], disturb });
    return disturb;
  };
  const remembering = withMemory(env, memory);
  return {
    ...remembering,
    setState: (state) => {
      const [seed, step] = state.slice(-memory.length);
      if (!Number.isFinite(seed) || !Number.isFinite(step)) {
        throw new InputError(
          `Cannot restore a state of "${name}": its seed is ${seed} and its step ${step}, expected finite numbers`,
        );
      }
      remembering.setState(state);
    },
    reset: (options) => {
      env.reset(options);
      memory.set([options.seed, 0]);
    },
    step: (action) => {
      const result = env.step(action);
      memory[1]++;
      return result;
    },
    observe: (stream): Observation => {
      const bytes = env.observe(stream).slice();
      const size = sizes.get(stream);
      if (size && bytes instanceof Uint8Array) {
        disturbanceOf(stream, size)({ ...size, bytes }, memory[1]);
      }
      return bytes;
    },
  };
}
