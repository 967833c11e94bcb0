import { add, concat, gather, reshape, slice, type Tensor, tidy, tile } from "@tensorflow/tfjs-core";
import { component } from "../../core/component.ts";
import { InputError } from "../../core/errors.ts";
import { addBias } from "../../core/nn/activations.ts";
import { dense } from "../../core/nn/linear.ts";
import { layerNorm } from "../../core/nn/norm.ts";
import { join } from "../../core/nn/layer.ts";
import { normalVariable } from "../../core/nn/init.ts";
import { sinePositions, transformerBlock } from "../../core/nn/transformer.ts";
import { integer } from "../../core/option.ts";
import type { Component } from "../../core/types.ts";

/** Standard deviation of the blank token at the start, as published. */
const DEVIATION = 0.02;

/**
 * I-JEPA's predictor (Assran et al., 2023): the tokens that are seen, and one blank token for each place to fill in,
 * go through a narrow transformer with sines for all places; what the blanks become is the guess. Each frame by itself,
 * without actions. Parts are named `input`, `blank`, `block0` …, `norm`, `output`.
 *
 * @example
 * ```ts
 * import { maskedTransformer } from "@orrery/orrery/models";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose, tensor1d, zeros } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const options = { width: 4, depth: 1, heads: 2, mlp: 8 };
 * const predictor = maskedTransformer.make(options, { tokens: 4, dim: 6, action: 0, rng: seededRng(0) });
 * const [keep, positions] = [tensor1d([0, 2, 3], "int32"), tensor1d([1], "int32")];
 * const guesses = predictor.predict(zeros([2, 1, 3, 6]), { keep, positions }, "infer");
 * assert.deepEqual(guesses.shape, [2, 1, 1, 6]);
 * dispose([guesses, keep, positions, predictor.params]);
 * ```
 */
export const maskedTransformer: Component<"predictor"> = component("predictor", {
  description: "A narrow transformer that fills in tokens from others of the same frame (I-JEPA)",
  options: {
    width: integer({ default: 96, min: 1, description: "features inside, a multiple of the heads" }),
    depth: integer({ default: 4, min: 1, description: "blocks" }),
    heads: integer({ default: 3, min: 1, description: "attention heads of a block" }),
    mlp: integer({ default: 384, min: 1, description: "hidden width of a block's feed-forward part" }),
  },
  make: ({ width, depth, heads, mlp }, { tokens, dim, rng }) => {
    if (width % heads) {
      throw new InputError(
        `Cannot build predictor "masked-transformer": a width of ${width} for ${heads} heads, expected a multiple of the heads`,
      );
    }
    const kind = { features: width, heads, headWidth: width / heads, hidden: mlp };
    const blank = normalVariable([width], DEVIATION, rng.fork("blank"));
    const input = dense({ input: dim, output: width }, rng.fork("input"));
    const blocks = Array.from({ length: depth }, (_, i) => transformerBlock(kind, rng.fork(`block${i}`)));
    const norm = layerNorm({ features: width });
    const output = dense({ input: width, output: dim }, rng.fork("output"));
    const named = Object.fromEntries(blocks.map((block, i) => [`block${i}`, block]));
    const { params, buffers } = join({ input, ...named, norm, output });

    /** Blank tokens at some places, for N frames `[N, M, width]`. */
    function blanks(places: Tensor, N: number): Tensor {
      return addBias(tile(reshape(places, [1, -1, width]), [N, 1, 1]), blank);
    }

    return {
      params: { blank, ...params },
      buffers,
      history: 1,
      condition: "positions",
      predict: (latents, condition, mode) => {
        if (!("positions" in condition)) {
          throw new InputError(
            `Cannot predict: predictor "masked-transformer" was given actions, expected positions`,
          );
        }
        return tidy(() => {
          const { keep, positions } = condition;
          const [B, T, K] = latents.shape as [number, number, number, number];
          const places = sinePositions(tokens, width);
          const rows = input.apply(reshape(latents, [B * T, K, dim]), mode);
          const seen = add(rows, gather(places, keep)); // [B·T, K, width]
          const asked = blanks(gather(places, positions), B * T);
          const start: Tensor = concat([seen, asked], 1);
          const mixed = blocks.reduce((x, block) => block.apply(x, mode), start);
          const filled = slice(mixed, [0, K, 0], [-1, -1, -1]); // [B·T, M, width]
          return reshape(output.apply(norm.apply(filled, mode), mode), [B, T, -1, dim]);
        });
      },
    };
  },
});
