import type { EpisodeSource, ObservationSpace, Picture, Rng, WorldModel } from "../types.ts";
import { placesOf } from "../data/places.ts";
import { InputError } from "../errors.ts";
import { encodeStored, storedObservation } from "../evaluate/encode_stored.ts";
import { toPicture } from "./picture.ts";
import { shuffled } from "../stats/sampling.ts";
import { squaredDistance } from "../stats/straightness.ts";

/** Numbers that a frame bank's latents may hold, 64 MiB. */
const MOST_NUMBERS = 2 ** 24;

/** Stored frames that can be looked up by latent: what a model imagines, made visible without a decoder. */
export interface FrameBank {
  /** Frames in it. */
  readonly size: number;
  /** The frame whose latent `[P, D]` is nearest, by the sum of squared differences. */
  nearest(latent: Float32Array): Picture;
}

/** What a frame bank is made from. */
export interface FrameBankSetup {
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

/**
 * Draws frames from stored episodes and encodes them once. Their pictures are read when they are asked for.
 *
 * @throws {InputError} when the data lacks a stream, or has no rows.
 */
export async function makeFrameBank(
  { world, source, spaces, count, rng }: FrameBankSetup,
): Promise<FrameBank> {
  const width = world.encoder.tokens * world.encoder.dim;
  const all = placesOf(source.lengths);
  const drawn = shuffled(all.count, rng).take(Math.min(count, Math.floor(MOST_NUMBERS / width)));
  const places = [...drawn].sort((a, b) => a - b).map((index) => all.at(index)); // as they lie on the disk
  if (places.length === 0) {
    throw new InputError("Cannot make a frame bank: there are no frames, expected some");
  }
  const latents = await encodeStored(world, source, places); // [M, P, D]
  return {
    size: places.length,
    nearest: (latent) => {
      const distances = places.map((_, m) => squaredDistance(latent, latents, m * width));
      const best = distances.reduce((least, distance, m) => distance < distances[least] ? m : least, 0);
      return toPicture(storedObservation(source, "pixels", places[best]), spaces.pixels);
    },
  };
}
