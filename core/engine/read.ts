import { dispose } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { throwDeviceErrors } from "./device_errors.ts";

/**
 * Brings tensors back as typed arrays and disposes them: the one place where tensors cross an `await`. Tensors
 * read together cost one wait (about 11 ms on WebGPU, whatever their number), so gather before reading.
 *
 * @param tensors Given away: they are disposed even when reading fails. Integers and booleans become floats.
 * @returns One array a tensor, row-major, that nobody else holds.
 * @throws {HostError} When the device reported an error since the last reading.
 *
 * @example
 * ```ts ignore
 * const [[loss], gradient] = await read(tidy(() => [mean(square(x)), mul(x, 2)]));
 * ```
 */
export async function read(tensors: readonly Tensor[]): Promise<Float32Array[]> {
  const settled = await Promise.allSettled(tensors.map((tensor) => tensor.data()));
  dispose([...tensors]);
  // First, because what the device says explains why a tensor could not be read.
  throwDeviceErrors();
  return settled.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return new Float32Array(result.value);
  });
}
