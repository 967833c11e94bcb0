import { add, pad, reshape, slice, type Tensor, tidy } from "@tensorflow/tfjs-core";
import { addBias } from "../../core/nn/activations.ts";
import { dense } from "../../core/nn/linear.ts";
import { layerNorm } from "../../core/nn/norm.ts";
import { join } from "../../core/nn/layer.ts";
import { normalVariable } from "../../core/nn/init.ts";
import { transformerBlock } from "../../core/nn/transformer.ts";
import type { Mode, Module, Rng } from "../../core/types.ts";
import { cutPatches, type PatchGrid } from "./cut_patches.ts";

/** Size of a {@linkcode visionTransformer}. */
export interface VisionTransformerSize extends PatchGrid {
  /** D, features of a token; a multiple of `heads`. */
  readonly width: number;
  /** Blocks. */
  readonly depth: number;
  /** Heads of a block. */
  readonly heads: number;
  /** Features between the two linear layers of a block's feed-forward part. */
  readonly mlp: number;
}

/** What a vision transformer makes of images `[N, h, w, c]`. */
export interface VisionTransformer extends Module {
  /** All tokens `[N, 1 + patches, D]`, normalised; the class token is the first. */
  tokens(images: Tensor, mode: Mode): Tensor;
  /** The class token `[N, D]`, normalised. */
  summary(images: Tensor, mode: Mode): Tensor;
}

/** That of the published code, too small to matter in single precision. */
const EPSILON = 1e-12;
/** Standard deviation of the weights at the start, as published. */
const DEVIATION = 0.02;

/**
 * A vision transformer (Dosovitskiy et al., "An image is worth 16x16 words", 2021): a linear layer on patches, a
 * class token in front, learned positions, blocks with their norms in front, and a last norm. Parts are named
 * `cls`, `positions`, `patches`, `block0` …, `norm`.
 */
export function visionTransformer(size: VisionTransformerSize, rng: Rng): VisionTransformer {
  const { image: [h, w, c], patch, width, depth, heads, mlp } = size;
  const count = (h / patch) * (w / patch);
  const cls = normalVariable([width], DEVIATION, rng.fork("cls"));
  const positions = normalVariable([1 + count, width], DEVIATION, rng.fork("positions"));
  const patches = dense(
    { input: patch * patch * c, output: width, deviation: DEVIATION },
    rng.fork("patches"),
  );
  const kind = {
    features: width,
    heads,
    headWidth: width / heads,
    hidden: mlp,
    epsilon: EPSILON,
    deviation: DEVIATION,
  };
  const blocks = Array.from({ length: depth }, (_, i) => transformerBlock(kind, rng.fork(`block${i}`)));
  const norm = layerNorm({ features: width, epsilon: EPSILON });
  const named = Object.fromEntries(blocks.map((block, i) => [`block${i}`, block]));
  const { params, buffers } = join({ patches, ...named, norm });

  /** Tokens before the last norm. */
  function run(images: Tensor, mode: Mode): Tensor {
    const N = images.shape[0];
    const seen = pad(patches.apply(cutPatches(images, size), mode), [[0, 0], [1, 0], [0, 0]]); // [N, 1 + count, D]
    const places = add(positions, pad(reshape(cls, [1, width]), [[0, count], [0, 0]]));
    const placed = addBias(reshape(seen, [N, -1]), reshape(places, [-1]));
    return blocks.reduce((x, block) => block.apply(x, mode), reshape(placed, [N, 1 + count, width]));
  }

  return {
    params: { cls, positions, ...params },
    buffers,
    tokens: (images, mode) => tidy(() => norm.apply(run(images, mode), mode)),
    summary: (images, mode) =>
      tidy(() => {
        const x = run(images, mode);
        return norm.apply(reshape(slice(x, 0, [x.shape[0], 1, width]), [-1, width]), mode);
      }),
  };
}
