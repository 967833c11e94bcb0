import { engine, getBackend, getKernel, type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";
import { InputError } from "../errors.ts";

/** The kernel that makes floats of bytes, which JavaScript does one by one. */
const UNPACK = "UnpackBytes";

/**
 * Brings images over the tensor border: bytes to float32 in 0…255, the values unchanged. The caller may write
 * to the bytes again right away.
 *
 * @param pixels Row-major bytes, e.g. `[B, T, h, w, c]` flattened.
 * @param shape Shape of the tensor; its product is the number of bytes, else {@linkcode InputError}.
 */
export function uploadPixels(pixels: Uint8Array, shape: readonly number[]): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  if (size !== pixels.length) {
    throw new InputError(
      `Cannot upload pixels: ${pixels.length} bytes, expected ${size} for shape [${shape.join(", ")}]`,
    );
  }
  if (!getKernel(UNPACK, getBackend())) return tensor(new Float32Array(pixels), [...shape], "float32");
  // "bool" is the type that tfjs keeps as bytes.
  return tidy(() => engine().runKernel<Tensor>(UNPACK, { x: tensor(pixels, [...shape], "bool") }));
}
