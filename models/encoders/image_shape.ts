import { InputError } from "../../core/errors.ts";
import type { ObservationSpace } from "../../core/types.ts";

/**
 * h, w and c of the stream `pixels`, which patches must tile.
 *
 * @throws {InputError} in the name of the encoder that wants them.
 */
export function imageShape(
  encoder: string,
  observations: { readonly [stream: string]: ObservationSpace },
  patch: number,
): readonly [number, number, number] {
  const refuse = (found: string, expected: string): never => {
    throw new InputError(`Cannot build encoder "${encoder}": ${found}, expected ${expected}`);
  };
  const shape = observations["pixels"]?.shape;
  if (shape?.length !== 3) {
    const found = shape ? `a stream "pixels" of shape [${shape}]` : `no stream "pixels"`;
    return refuse(`the world has ${found}`, "images [h, w, c]");
  }
  const [h, w, c] = shape;
  if (h % patch || w % patch) {
    refuse(
      `the images are ${h} × ${w} and the patches ${patch} pixels`,
      "sides that are multiples of a patch",
    );
  }
  return [h, w, c];
}
