import { tidy } from "@tensorflow/tfjs-core";
import { read } from "../engine/read.ts";
import { InputError } from "../errors.ts";
import { uploadObservations } from "../upload_observations.ts";
import type { Observation, ObservationSpace, WorldModel } from "../types.ts";

/** Streams of one moment. */
export type Frame = { readonly [stream: string]: Observation };

/** One stream of all frames, each as often as the encoder joins frames to one latent. */
function join(frames: readonly Frame[], stream: string, repeats: number): Observation {
  const parts = frames.map((frame) => {
    if (frame[stream]) return frame[stream];
    throw new InputError(
      `Cannot encode a frame: stream "${stream}" is missing, expected it beside ${
        Object.keys(frame).map((name) => `"${name}"`).join(", ") || "nothing"
      }`,
    );
  });
  const size = parts[0].length;
  const bytes = parts[0] instanceof Uint8Array;
  const joined = new (bytes ? Uint8Array : Float32Array)(parts.length * repeats * size);
  parts.forEach((part, i) => {
    for (let r = 0; r < repeats; r++) joined.set(part, (i * repeats + r) * size);
  });
  return joined;
}

/**
 * Latents `[n, P, D]` of n separate frames, flattened. For an encoder that joins several frames to one latent, a
 * frame is repeated.
 *
 * @throws {InputError} when a frame lacks a stream that the encoder reads.
 */
export async function encodeFrames(
  world: WorldModel,
  spaces: { readonly [stream: string]: ObservationSpace },
  frames: readonly Frame[],
): Promise<Float32Array> {
  const { inputs, timeStride } = world.encoder;
  const streams = Object.fromEntries(inputs.map((stream) => [stream, join(frames, stream, timeStride)]));
  const tensor = tidy(() => world.encode(uploadObservations(streams, spaces, [frames.length, timeStride])));
  const [latents] = await read([tensor]);
  return latents;
}
