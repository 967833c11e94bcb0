import { reshape, type Tensor, tidy } from "@tensorflow/tfjs-core";
import { component } from "../../core/component.ts";
import { InputError } from "../../core/errors.ts";
import type { Activation } from "../../core/nn/activations.ts";
import { conv2d } from "../../core/nn/conv2d.ts";
import { dense, mlpProjector } from "../../core/nn/linear.ts";
import { spatialSoftmax, type SpatialSoftmaxSize } from "../../core/nn/spatial_softmax.ts";
import { join, type Layer } from "../../core/nn/layer.ts";
import { scaleShift } from "../../core/nn/custom_gradient.ts";
import { choice, integer, integers } from "../../core/option.ts";
import type { Component, Mode, ObservationSpace, Rng } from "../../core/types.ts";

/** Sides of the images. */
function imageShape(observations: { readonly [stream: string]: ObservationSpace }): readonly number[] {
  const shape = observations["pixels"]?.shape;
  if (shape?.length === 3) return shape;
  const found = shape ? `a stream "pixels" of shape [${shape}]` : `no stream "pixels"`;
  throw new InputError(`Cannot build encoder "conv": the world has ${found}, expected images [h, w, c]`);
}

/** The convolutions, by name, and the size of the maps that come out of the last one. */
function convolutions(
  [height, width, channels]: readonly number[],
  { widths, kernel, activation }: {
    readonly widths: readonly number[];
    readonly kernel: number;
    readonly activation: Activation;
  },
  rng: Rng,
): { readonly layers: { readonly [name: string]: Layer }; readonly maps: SpatialSoftmaxSize } {
  const layers: Record<string, Layer> = {};
  widths.forEach((output, i) => {
    const name = `conv${i}`;
    const input = i === 0 ? channels : widths[i - 1];
    layers[name] = conv2d({ input, output, kernel, stride: 2, activation }, rng.fork(name));
  });
  const side = (pixels: number) => widths.reduce((n) => Math.ceil(n / 2), pixels);
  return { layers, maps: { height: side(height), width: side(width), channels: widths.at(-1) ?? channels } };
}

/**
 * A small convolutional encoder: strided convolutions, each halving the image, a linear layer to `dim`, and the
 * projector with BatchNorm that LeWorldModel ends its encoder with. Reads `pixels`, one token a frame.
 *
 * @example
 * ```ts
 * import { conv } from "@orrery/orrery/models";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose, zeros } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const observations = { pixels: { shape: [16, 16, 3], dtype: "uint8" as const } };
 * const encoder = conv.make({ widths: [4, 8], dim: 6 }, { observations, rng: seededRng(0) });
 * const latents = encoder.encode({ pixels: zeros([2, 3, 16, 16, 3]) }, { mode: "infer" });
 * assert.deepEqual(latents.shape, [2, 3, 1, 6]);
 * dispose([latents, encoder.params, encoder.buffers]);
 * ```
 */
export const conv: Component<"encoder"> = component("encoder", {
  description: "Strided convolutions, a linear layer and a projector with BatchNorm; one token a frame",
  options: {
    widths: integers({ default: [16, 32, 64, 128], min: 1, description: "channels of each convolution" }),
    kernel: integer({ default: 4, min: 1, description: "side of the kernels, in pixels" }),
    readout: choice(["flatten", "keypoints"], {
      default: "flatten",
      description: "what the linear layer sees of the last maps: every cell, or where each map is strongest",
    }),
    activation: choice(["relu", "gelu", "silu"], { default: "relu", description: "after each convolution" }),
    dim: integer({ default: 64, min: 1, description: "D, width of a latent" }),
    projector: integer({ default: 256, min: 0, description: "hidden width of the projector; 0 for none" }),
  },
  make: ({ widths, kernel, readout, activation, dim, projector }, { observations, rng }) => {
    const [h, w, c] = imageShape(observations);
    const { layers, maps } = convolutions([h, w, c], { widths, kernel, activation }, rng);
    const spots: { readonly [name: string]: Layer } = readout === "keypoints"
      ? { keypoints: spatialSoftmax(maps) }
      : {};
    const features = readout === "keypoints" ? 2 * maps.channels : maps.height * maps.width * maps.channels;
    const head = dense({ input: features, output: dim }, rng.fork("head"));
    const top = projector > 0
      ? { projector: mlpProjector({ input: dim, hidden: projector, output: dim }, rng.fork("projector")) }
      : {};

    function encodeFrames(frames: Tensor, mode: Mode): Tensor {
      let x = frames; // [N, h, w, c]
      for (const layer of Object.values(layers)) x = layer.apply(x, mode);
      const seen = spots.keypoints?.apply(x, mode) ?? reshape(x, [-1, features]);
      const y = head.apply(seen, mode); // [N, D]
      return top.projector?.apply(y, mode) ?? y;
    }

    return {
      ...join({ ...layers, ...spots, head, ...top }),
      inputs: ["pixels"],
      tokens: 1,
      dim,
      timeStride: 1,
      encode: ({ pixels }, { mode, keep }) => {
        if (keep) {
          throw new InputError(
            `Cannot encode some tokens only: encoder "conv" has one token a frame, expected no "keep"`,
          );
        }
        return tidy(() => {
          const [B, T] = pixels.shape as [number, number];
          const frames = scaleShift(reshape(pixels, [B * T, h, w, c]), 1 / 127.5, -1); // −1 … 1
          return reshape(encodeFrames(frames, mode), [B, T, 1, dim]);
        });
      },
    };
  },
});
