import { encodeFrames } from "../plan/encode_frames.ts";
import type { EpisodeSource, Observation, ObservationSpace, Picture, Rng, WorldModel } from "../types.ts";
import { InputError } from "../errors.ts";
import { toPicture } from "./picture.ts";
import { shuffled } from "./shuffled.ts";

/** Frames encoded at once. */
const TOGETHER = 64;
/** Numbers that an album's latents may hold, 64 MiB. */
const MOST_NUMBERS = 2 ** 24;

/** Stored frames that can be looked up by latent: what a model imagines, made visible without a decoder. */
export interface Album {
  /** Frames in it. */
  readonly size: number;
  /** The frame whose latent `[P, D]` is nearest, by the sum of squared differences. */
  nearest(latent: Float32Array): Picture;
}

/** What an album is made from. */
export interface AlbumSetup {
  /** Sees. */
  readonly world: WorldModel;
  /** Stored episodes with `pixels` and the encoder's streams. */
  readonly source: EpisodeSource;
  /** What the streams are. */
  readonly spaces: { readonly [stream: string]: ObservationSpace };
  /** Frames wanted; there may be fewer in the data, or where latents are wide. */
  readonly count: number;
  /** Draws the frames. */
  readonly rng: Rng;
}

type Place = { readonly episode: number; readonly row: number };

/** Rows of all episodes, in order, drawn without repetition. */
function drawPlaces({ lengths }: EpisodeSource, count: number, rng: Rng): Place[] {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const drawn = [...shuffled(total, rng).take(Math.min(count, total))].sort((a, b) => a - b);
  let episode = 0;
  let first = 0;
  return drawn.map((index) => {
    while (index >= first + lengths[episode]) first += lengths[episode++];
    return { episode, row: index - first };
  });
}

function readRow(source: EpisodeSource, stream: string, { episode, row }: Place): Observation {
  const data = source.read(episode, stream, row, 1);
  if (data instanceof Uint8Array || data instanceof Float32Array) return data;
  throw new InputError(
    `Cannot read a frame: stream "${stream}" is not made of uint8 or float32, expected either`,
  );
}

function squaredDistance(all: Float32Array, from: number, latent: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < latent.length; d++) sum += (all[from + d] - latent[d]) ** 2;
  return sum;
}

/**
 * Draws frames from stored episodes and encodes them once. Their pictures are read when they are asked for.
 *
 * @throws {InputError} when the data lacks a stream, or has no rows.
 */
export async function makeAlbum({ world, source, spaces, count, rng }: AlbumSetup): Promise<Album> {
  const width = world.encoder.tokens * world.encoder.dim;
  const places = drawPlaces(source, Math.min(count, Math.floor(MOST_NUMBERS / width)), rng);
  if (places.length === 0) throw new InputError("Cannot make an album: there are no frames, expected some");
  const latents = new Float32Array(places.length * width); // [M, P, D]
  for (let at = 0; at < places.length; at += TOGETHER) {
    const frames = places.slice(at, at + TOGETHER).map((place) =>
      Object.fromEntries(world.encoder.inputs.map((stream) => [stream, readRow(source, stream, place)]))
    );
    latents.set(await encodeFrames(world, spaces, frames), at * width);
  }
  return {
    size: places.length,
    nearest: (latent) => {
      const distances = places.map((_, m) => squaredDistance(latents, m * width, latent));
      const best = distances.reduce((least, distance, m) => distance < distances[least] ? m : least, 0);
      return toPicture(readRow(source, "pixels", places[best]), spaces.pixels);
    },
  };
}
