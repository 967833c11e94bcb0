/**
 * An encoder in one file: a coarse picture and two dense layers. Change what lies between pixels and latents.
 *
 * @module
 */
import { component, InputError, integer } from "@orrery/orrery/core";
import type { Component, Plugin } from "@orrery/orrery/core";
import { dense, join } from "@orrery/orrery/nn";
import { avgPool, div, relu, reshape, sub, type Tensor4D, tidy } from "@tensorflow/tfjs-core";

/** The encoder as a component, with its options. */
export const encoder: Component<"encoder"> = component("encoder", {
  description: "A coarse picture and two dense layers; one token a frame",
  options: {
    cell: integer({ default: 4, min: 1, description: "pixels that become one, along each side" }),
    hidden: integer({ default: 128, min: 1, description: "width of the hidden layer" }),
    dim: integer({ default: 32, min: 1, description: "D, width of a latent" }),
  },
  make: ({ cell, hidden, dim }, { observations, rng }) => {
    const [h, w, c] = observations["pixels"]?.shape ?? [];
    if (c === undefined) {
      throw new InputError(`Cannot build encoder "my-encoder": there are no pictures, expected "pixels"`);
    }
    const features = Math.ceil(h / cell) * Math.ceil(w / cell) * c;
    const layers = {
      hidden: dense({ input: features, output: hidden }, rng.fork("hidden")),
      head: dense({ input: hidden, output: dim }, rng.fork("head")),
    };
    return {
      ...join(layers),
      inputs: ["pixels"],
      tokens: 1,
      dim,
      timeStride: 1,
      encode: ({ pixels }, { mode, keep }) => {
        if (keep) {
          throw new InputError(
            `Cannot encode: encoder "my-encoder" has one token, expected no choice of them`,
          );
        }
        return tidy(() => {
          const [B, T] = pixels.shape as [number, number];
          const frames: Tensor4D = reshape(sub(div(pixels, 127.5), 1), [B * T, h, w, c]);
          const coarse = reshape(avgPool(frames, cell, cell, "same"), [B * T, features]);
          const latents = layers.head.apply(relu(layers.hidden.apply(coarse, mode)), mode);
          return reshape(latents, [B, T, 1, dim]); // [B, T, P, D]
        });
      },
    };
  },
});

const plugin: Plugin = { name: "my-encoder", encoder: { "my-encoder": encoder } };
export default plugin;
