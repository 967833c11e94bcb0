import type { ObservationSpace, WorldModel } from "../types.ts";
import { encodeFrames, type Frame } from "./encode_frames.ts";

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
