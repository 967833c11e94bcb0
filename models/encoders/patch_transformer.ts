import { add, div, gather, reshape, sub, tidy } from "@tensorflow/tfjs-core";
import { component } from "../../core/component.ts";
import { InputError } from "../../core/errors.ts";
import { dense } from "../../core/nn/linear.ts";
import { layerNorm } from "../../core/nn/norm.ts";
import { join } from "../../core/nn/layer.ts";
import { sinePositions, transformerBlock } from "../../core/nn/transformer.ts";
import { integer } from "../../core/option.ts";
import type { Component } from "../../core/types.ts";
import { cutPatches } from "./cut_patches.ts";
import { imageShape } from "./image_shape.ts";

/**
 * An encoder of tokens for masked learning, as in I-JEPA (Assran et al., 2023): a linear layer on patches, sines for
 * their places (numbered row by row), transformer blocks, a last norm; no class token. Reads `pixels`; one token a
 * patch, and of the tokens to `keep` alone when it is told them: the others cost nothing then. Parts are named
 * `patches`, `block0` …, `norm`.
 *
 * @example
 * ```ts
 * import { patchTransformer } from "@orrery/orrery/models";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose, tensor1d, zeros } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const observations = { pixels: { shape: [8, 8, 3], dtype: "uint8" as const } };
 * const options = { patch: 4, dim: 6, depth: 1, heads: 2, mlp: 8 };
 * const encoder = patchTransformer.make(options, { observations, rng: seededRng(0) });
 * const [frames, keep] = [zeros([2, 1, 8, 8, 3]), tensor1d([0, 3], "int32")];
 * const latents = encoder.encode({ pixels: frames }, { mode: "infer", keep });
 * assert.deepEqual([encoder.grid, latents.shape], [[2, 2], [2, 1, 2, 6]]);
 * dispose([latents, frames, keep, encoder.params]);
 * ```
 */
export const patchTransformer: Component<"encoder"> = component("encoder", {
  description: "A transformer on patches; one token a patch, and may leave tokens out (I-JEPA)",
  options: {
    patch: integer({
      default: 8,
      min: 1,
      description: "side of a patch, in pixels; divides the images' sides",
    }),
    dim: integer({ default: 192, min: 1, description: "D, width of a token, a multiple of the heads" }),
    depth: integer({ default: 6, min: 1, description: "blocks" }),
    heads: integer({ default: 3, min: 1, description: "attention heads of a block" }),
    mlp: integer({ default: 768, min: 1, description: "hidden width of a block's feed-forward part" }),
  },
  make: ({ patch, dim, depth, heads, mlp }, { observations, rng }) => {
    const image = imageShape("patch-transformer", observations, patch);
    const [h, w, c] = image;
    if (dim % heads) {
      throw new InputError(
        `Cannot build encoder "patch-transformer": a width of ${dim} for ${heads} heads, expected a multiple of the heads`,
      );
    }
    const grid = [h / patch, w / patch] as const;
    const tokens = grid[0] * grid[1];
    const kind = { features: dim, heads, headWidth: dim / heads, hidden: mlp };
    const patches = dense({ input: patch * patch * c, output: dim }, rng.fork("patches"));
    const blocks = Array.from({ length: depth }, (_, i) => transformerBlock(kind, rng.fork(`block${i}`)));
    const norm = layerNorm({ features: dim });

    return {
      ...join({ patches, ...Object.fromEntries(blocks.map((block, i) => [`block${i}`, block])), norm }),
      inputs: ["pixels"],
      tokens,
      grid,
      dim,
      timeStride: 1,
      encode: ({ pixels }, { mode, keep }) =>
        tidy(() => {
          const [B, T] = pixels.shape as [number, number];
          const frames = sub(div(reshape(pixels, [B * T, h, w, c]), 127.5), 1);
          const [all, places] = [cutPatches(frames, { image, patch }), sinePositions(tokens, dim)];
          const [seen, where] = keep ? [gather(all, keep, 1), gather(places, keep)] : [all, places];
          const placed = add(patches.apply(seen, mode), where); // [B·T, K, D]
          const mixed = blocks.reduce((x, block) => block.apply(x, mode), placed);
          return reshape(norm.apply(mixed, mode), [B, T, -1, dim]);
        }),
    };
  },
});
