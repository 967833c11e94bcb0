import { tidy } from "@tensorflow/tfjs-core";
import { read } from "../engine/read.ts";
import { InputError } from "../errors.ts";
import type { Observation, ObservationSpace, WorldModel } from "../types.ts";
import { uploadObservations } from "../upload_observations.ts";

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

/** What an episode has seen and done up to now, one frame an action block. */
export interface PlanContext {
  /** T frames, the present one last. */
  readonly frames: readonly Frame[];
  /** The T−1 normalised action blocks `[A]` between them. */
  readonly blocks: readonly ArrayLike<number>[];
}

/** A context as a predictor sees it. */
export interface History {
  /** Latents `[T, P, D]`. */
  readonly latents: Float32Array;
  /** Action blocks `[T−1, A]` between them. */
  readonly actions: Float32Array;
}

/** Blocks, one after the other. */
function joined(blocks: readonly ArrayLike<number>[]): Float32Array {
  return Float32Array.from(blocks.flatMap((block) => Array.from(block)));
}

/** How many frames a model looks back on when it plans: as in training, where each latent frame is one frame. */
export function contextLength({ encoder, predictor }: WorldModel): number {
  return encoder.timeStride === 1 ? predictor.history : 1;
}

/**
 * Encodes contexts, and further frames in the same go.
 *
 * @throws {InputError} when a frame lacks a stream that the encoder reads.
 */
export async function encodeContexts(
  world: WorldModel,
  spaces: { readonly [stream: string]: ObservationSpace },
  contexts: readonly PlanContext[],
  further: readonly Frame[],
): Promise<{ readonly histories: readonly History[]; readonly latents: readonly Float32Array[] }> {
  const size = world.encoder.tokens * world.encoder.dim;
  const frames = [...contexts.flatMap((context) => context.frames), ...further];
  const all = frames.length > 0 ? await encodeFrames(world, spaces, frames) : new Float32Array(0);
  let at = 0;
  const take = (count: number) => all.slice(at, at += count * size);
  const histories = contexts.map((context) => ({
    latents: take(context.frames.length),
    actions: joined(context.blocks),
  }));
  return { histories, latents: further.map(() => take(1)) };
}
