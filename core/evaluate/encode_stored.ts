/**
 * Stored frames as a model sees them.
 *
 * @module
 */
import type { Place } from "../data/places.ts";
import { InputError } from "../errors.ts";
import { suggestion } from "../nearest.ts";
import { encodeFrames } from "../plan/encode.ts";
import type { EpisodeSource, Observation, ObservationSpace, WorldModel } from "../types.ts";

/** Frames encoded at once. */
const TOGETHER = 64;

/** One stored observation. Throws {@linkcode InputError} for a column that is neither uint8 nor float32. */
export function storedObservation(
  source: EpisodeSource,
  stream: string,
  { episode, row }: Place,
): Observation {
  const data = source.read(episode, stream, row, 1);
  if (data instanceof Uint8Array || data instanceof Float32Array) return data;
  throw new InputError(
    `Cannot read a frame: stream "${stream}" is not made of uint8 or float32, expected either`,
  );
}

/** What a stream is, as its column says. */
function spaceOf({ columns }: EpisodeSource, stream: string): ObservationSpace {
  const column = columns.find(({ name }) => name === stream);
  if (!column) {
    const names = columns.map(({ name }) => name);
    throw new InputError(`Cannot encode stored frames: no column "${stream}", ${suggestion(stream, names)}`);
  }
  return { shape: column.shape, dtype: column.dtype === "uint8" ? "uint8" : "float32" };
}

/** What streams are, as their columns say. Throws {@linkcode InputError} where the data lacks one. */
export function storedSpaces(
  source: EpisodeSource,
  streams: readonly string[],
): { readonly [stream: string]: ObservationSpace } {
  return Object.fromEntries(streams.map((stream) => [stream, spaceOf(source, stream)]));
}

/**
 * Latents `[n, P, D]` of stored rows, flattened, each row as a frame by itself.
 *
 * @throws {InputError} when the data lacks a stream that the encoder reads, or a row.
 */
export async function encodeStored(
  world: WorldModel,
  source: EpisodeSource,
  places: readonly Place[],
): Promise<Float32Array> {
  const { inputs, tokens, dim } = world.encoder;
  const spaces = storedSpaces(source, inputs);
  const latents = new Float32Array(places.length * tokens * dim);
  for (let at = 0; at < places.length; at += TOGETHER) {
    const frames = places.slice(at, at + TOGETHER).map((place) =>
      Object.fromEntries(inputs.map((stream) => [stream, storedObservation(source, stream, place)]))
    );
    latents.set(await encodeFrames(world, spaces, frames), at * tokens * dim);
  }
  return latents;
}
