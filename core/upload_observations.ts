import { tensor } from "@tensorflow/tfjs-core";
import { uploadPixels } from "./engine/upload.ts";
import type { Observation, ObservationSpace, ObservationTensors } from "./types.ts";

/**
 * Observations at the tensor border: `[...lead, ...shape]` for each stream, images as float32 in 0…255.
 *
 * @param observations Flattened streams; streams without a space are left out.
 * @param spaces Shapes and types of the streams.
 * @param lead Leading dimensions, usually `[B, T]`.
 */
export function uploadObservations(
  observations: { readonly [stream: string]: Observation },
  spaces: { readonly [stream: string]: ObservationSpace },
  lead: readonly number[],
): ObservationTensors {
  const streams = Object.keys(observations).filter((stream) => Object.hasOwn(spaces, stream));
  return Object.fromEntries(streams.map((stream) => {
    const data = observations[stream];
    const shape = [...lead, ...spaces[stream].shape];
    return [stream, data instanceof Uint8Array ? uploadPixels(data, shape) : tensor(data, shape, "float32")];
  }));
}
