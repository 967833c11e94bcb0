import { reshape, slice, type Tensor, tidy } from "@tensorflow/tfjs-core";
import { InputError } from "../../core/errors.ts";
import { addBias } from "../../core/nn/activations.ts";
import { adalnBlock, type ConditionalLayer } from "../../core/nn/adaln.ts";
import { dense } from "../../core/nn/linear.ts";
import { layerNorm } from "../../core/nn/norm.ts";
import { join, type Layer } from "../../core/nn/layer.ts";
import { normalVariable } from "../../core/nn/init.ts";
import type { Rng } from "../../core/types.ts";

/** Size of a {@linkcode conditionalTransformer}. */
export interface ConditionalTransformerSize {
  /** Most frames in a row. */
  readonly frames: number;
  /** Features in and out. */
  readonly input: number;
  /** Features inside; where they differ from `input`, linear layers lead in and out. */
  readonly width: number;
  /** Blocks. */
  readonly depth: number;
  /** Heads of a block. */
  readonly heads: number;
  /** Features of a head. */
  readonly headWidth: number;
  /** Features between the two linear layers of a block's feed-forward part. */
  readonly hidden: number;
  /** Dropout in the blocks. */
  readonly dropout: number;
}

/** The linear layers that lead in and out, where they are needed. */
function doors({ input, width }: ConditionalTransformerSize, rng: Rng): { readonly [name: string]: Layer } {
  if (width === input) return {};
  return {
    inputMap: dense({ input, output: width }, rng.fork("inputMap")),
    conditionMap: dense({ input, output: width }, rng.fork("conditionMap")),
    outputMap: dense({ input: width, output: input }, rng.fork("outputMap")),
  };
}

/**
 * The transformer of LeWorldModel's predictor: learned positions over the frames, blocks with AdaLN-zero that the
 * actions steer, causal over the frames, and a last norm. x and condition are `[B, T, input]` with T ≤ `frames`,
 * the result is `[B, T, input]`. Heads as wide as the whole have no layer after them, as there.
 */
export function conditionalTransformer(size: ConditionalTransformerSize, rng: Rng): ConditionalLayer {
  const { frames, input, width, heads, headWidth } = size;
  const positions = normalVariable([frames, input], 1, rng.fork("positions"));
  const project = heads > 1 || headWidth !== width;
  const blocks = Array.from({ length: size.depth }, (_, i) =>
    adalnBlock(
      { ...size, features: width, bias: false, causal: true, project },
      rng.fork(`block${i}`),
    ));
  const norm = layerNorm({ features: width });
  const maps = doors(size, rng);
  const through = (map: Layer | undefined, x: Tensor) => map ? map.apply(x, "infer") : x;

  const named = Object.fromEntries(blocks.map((block, i) => [`block${i}`, block]));
  const { params, buffers } = join({ ...named, norm, ...maps });

  return {
    params: { positions, ...params },
    buffers,
    apply: (x, condition, mode, rng) =>
      tidy(() => {
        const [B, T] = x.shape as [number, number, number];
        if (T > frames) throw new InputError(`Cannot predict: found ${T} frames, expected at most ${frames}`);
        const place = reshape(slice(positions, 0, [T, input]), [T * input]);
        const placed = reshape(addBias(reshape(x, [B, T * input]), place), [B, T, input]);
        const steering = through(maps.conditionMap, condition);
        let y = through(maps.inputMap, placed); // [B, T, width]
        blocks.forEach((block, i) => y = block.apply(y, steering, mode, rng?.fork(i)));
        return through(maps.outputMap, norm.apply(y, mode));
      }),
  };
}
