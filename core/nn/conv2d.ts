import { conv2d as convolve, reshape, type Tensor, type Tensor4D, tidy } from "@tensorflow/tfjs-core";
import type { Rng } from "../types.ts";
import { activate, type Activation } from "./activations.ts";
import type { Layer } from "./layer.ts";
import { uniformVariable } from "./init.ts";

/** Size of a {@linkcode conv2d} layer. */
export interface Conv2dSize {
  /** Channels in. */
  readonly input: number;
  /** Channels out. */
  readonly output: number;
  /** Side of the square kernel, in pixels. */
  readonly kernel: number;
  /** Step between two outputs, in pixels; default 1. */
  readonly stride?: number;
  /** Zeros around the image, in pixels; "same" (the default) gives ⌈side/stride⌉ outputs. */
  readonly padding?: "same" | number;
  /** Activation after the bias, in the same pass; default nothing. */
  readonly activation?: Activation;
}

/**
 * A convolution of images: `[N, h, w, input]` → `[N, h′, w′, output]`, plus a bias, then the activation. Weight
 * `[kernel, kernel, input, output]` and bias start uniform in ±1/√(kernel²·input).
 *
 * @example
 * ```ts
 * import { conv2d } from "@orrery/orrery/nn";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose, ones } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const layer = conv2d({ input: 3, output: 8, kernel: 4, stride: 2 }, seededRng(0));
 * const y = layer.apply(ones([2, 16, 16, 3]), "infer");
 * assert.deepEqual(y.shape, [2, 8, 8, 8]);
 * dispose([y, layer.params]);
 * ```
 */
export function conv2d(size: Conv2dSize, rng: Rng): Layer {
  const { input, output, kernel, stride = 1, padding = "same", activation } = size;
  const bound = 1 / Math.sqrt(kernel * kernel * input);
  const weight = uniformVariable([kernel, kernel, input, output], bound, rng.fork("weight"));
  const bias = uniformVariable([output], bound, rng.fork("bias"));
  return {
    params: { weight, bias },
    buffers: {},
    apply: (x: Tensor): Tensor =>
      tidy(() => {
        const images: Tensor4D = reshape(x, x.shape as [number, number, number, number]);
        const filter: Tensor4D = reshape(weight, [kernel, kernel, input, output]);
        const maps = convolve(images, filter, stride, padding); // [N, h′, w′, output]
        return activate(maps, { bias, activation, overwrite: true });
      }),
  };
}
