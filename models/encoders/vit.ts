import { mul, reshape, sub, type Tensor, tensor1d, tidy } from "@tensorflow/tfjs-core";
import { component } from "../../core/component.ts";
import { InputError } from "../../core/errors.ts";
import { join } from "../../core/nn/layer.ts";
import { mlpProjector } from "../../core/nn/linear.ts";
import { scaleShift } from "../../core/nn/custom_gradient.ts";
import { choice, integer } from "../../core/option.ts";
import type { Component } from "../../core/types.ts";
import { imageShape } from "./image_shape.ts";
import { visionTransformer } from "./vision_transformer.ts";

/** Mean and standard deviation of ImageNet's channels, of values in 0 … 1. */
const IMAGENET = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] } as const;

function refuse(found: string, expected: string): never {
  throw new InputError(`Cannot build encoder "vit": ${found}, expected ${expected}`);
}

/** Grey levels 0 … 255, as the trunk wants them. */
function normaliser(pixels: "unit" | "imagenet", channels: number): (images: Tensor) => Tensor {
  if (pixels === "unit") return (images) => scaleShift(images, 1 / 127.5, -1);
  if (channels !== 3) {
    refuse(`ImageNet's statistics for ${channels} channels`, `3 channels, or pixels "unit"`);
  }
  const { mean, deviation } = IMAGENET;
  return (images) =>
    sub(
      mul(images, tensor1d(deviation.map((s) => 1 / (255 * s)))),
      tensor1d(mean.map((m, i) => m / deviation[i])),
    );
}

/**
 * LeWorldModel's encoder (2026): a vision transformer of which the class token alone goes on, through a projector
 * with BatchNorm, because the trunk's last norm takes away the scale that an isotropic latent needs. Reads
 * `pixels`, one token a frame. The defaults are ViT-Tiny with patches of 8; the published model has 14, on
 * images of 224.
 *
 * @example
 * ```ts
 * import { vit } from "@orrery/orrery/models";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose, zeros } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const observations = { pixels: { shape: [16, 16, 3], dtype: "uint8" as const } };
 * const options = { width: 8, depth: 1, heads: 2, mlp: 16, dim: 6, projector: 8 };
 * const encoder = vit.make(options, { observations, rng: seededRng(0) });
 * const latents = encoder.encode({ pixels: zeros([2, 3, 16, 16, 3]) }, { mode: "infer" });
 * assert.deepEqual(latents.shape, [2, 3, 1, 6]);
 * dispose([latents, encoder.params, encoder.buffers]);
 * ```
 */
export const vit: Component<"encoder"> = component("encoder", {
  description:
    "A vision transformer's class token and a projector with BatchNorm; one token a frame (LeWorldModel)",
  options: {
    patch: integer({
      default: 8,
      min: 1,
      description: "side of a patch, in pixels; divides the images' sides",
    }),
    width: integer({
      default: 192,
      min: 1,
      description: "features of a token inside, a multiple of the heads",
    }),
    depth: integer({ default: 12, min: 1, description: "blocks" }),
    heads: integer({ default: 3, min: 1, description: "attention heads of a block" }),
    mlp: integer({ default: 768, min: 1, description: "hidden width of a block's feed-forward part" }),
    dim: integer({ default: 192, min: 1, description: "D, width of a latent" }),
    projector: integer({ default: 2048, min: 0, description: "hidden width of the projector; 0 for none" }),
    pixels: choice(["unit", "imagenet"], {
      default: "unit",
      description: "what grey levels become: −1 … 1, or standardised by ImageNet's mean and deviation",
    }),
  },
  make: ({ patch, width, depth, heads, mlp, dim, projector, pixels }, { observations, rng }) => {
    const image = imageShape("vit", observations, patch);
    const [h, w, c] = image;
    if (width % heads) refuse(`a width of ${width} for ${heads} heads`, "a multiple of the heads");
    if (projector === 0 && dim !== width) {
      refuse(
        `no projector between a width of ${width} and latents of ${dim}`,
        "both the same, or a projector",
      );
    }
    const normalise = normaliser(pixels, c);
    const trunk = visionTransformer({ image, patch, width, depth, heads, mlp }, rng.fork("trunk"));
    const top = projector > 0
      ? { projector: mlpProjector({ input: width, hidden: projector, output: dim }, rng.fork("projector")) }
      : {};
    const { params, buffers } = join(top);

    return {
      params: { ...trunk.params, ...params },
      buffers,
      inputs: ["pixels"],
      tokens: 1,
      dim,
      timeStride: 1,
      encode: ({ pixels }, { mode, keep }) => {
        if (keep) {
          throw new InputError(
            `Cannot encode some tokens only: encoder "vit" gives one token a frame, expected no "keep"`,
          );
        }
        return tidy(() => {
          const [B, T] = pixels.shape as [number, number];
          const summary = trunk.summary(normalise(reshape(pixels, [B * T, h, w, c])), mode); // [N, width]
          return reshape(top.projector?.apply(summary, mode) ?? summary, [B, T, 1, dim]);
        });
      },
    };
  },
});
