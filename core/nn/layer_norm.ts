import {
  add,
  mean,
  mul,
  ones,
  reshape,
  rsqrt,
  square,
  sub,
  type Tensor,
  tidy,
  variable,
  zeros,
} from "@tensorflow/tfjs-core";
import { fused } from "../engine/fused.ts";
import type { Layer } from "./layer.ts";
import { sumRows } from "./sum_rows.ts";
import { withGradient } from "./with_gradient.ts";

/** Size and constants of a {@linkcode layerNorm} layer. */
export interface LayerNormSize {
  /** D, features. */
  readonly features: number;
  /** Added to the variance; 1e-5 unless told. */
  readonly epsilon?: number;
  /** Whether weight and bias follow; yes unless told. */
  readonly affine?: boolean;
}

function rowMean(rows: Tensor): Tensor {
  return mean(rows, -1, true); // [N, 1]
}

/** Rows with mean 0 and variance 1, and what they were multiplied with. */
function standardise(rows: Tensor, epsilon: number): { readonly unit: Tensor; readonly scale: Tensor } {
  const centred = sub(rows, rowMean(rows)); // [N, D]
  const scale = rsqrt(add(rowMean(square(centred)), epsilon)); // [N, 1]
  return { unit: mul(centred, scale), scale };
}

/** Gradient of the rows from that of the standardised ones, less what normalising takes out. */
function rowGradient(slope: Tensor, unit: Tensor, scale: Tensor): Tensor {
  const along = add(rowMean(slope), mul(unit, rowMean(mul(slope, unit))));
  return mul(sub(slope, along), scale);
}

function normaliseRows(rows: Tensor, weight: Tensor, bias: Tensor, epsilon: number): Tensor {
  return withGradient([rows, weight, bias], {
    forward: (save) => {
      const [y, unit, scale] = fused("LayerNorm", { x: rows, weight, bias }, { epsilon }, () => {
        const { unit, scale } = standardise(rows, epsilon);
        return [add(mul(unit, weight), bias), unit, scale];
      });
      save([unit, scale, weight]);
      return y;
    },
    backward: (dy, [unit, scale, weight]) =>
      fused("LayerNormGradient", { dy, unit, scale, weight }, {}, () => [
        rowGradient(mul(dy, weight), unit, scale),
        sumRows(mul(dy, unit)),
        sumRows(dy),
      ]),
  });
}

/**
 * Layer normalisation of the last axis, each row by itself: `[…, D]` → `[…, D]` (Ba et al., "Layer
 * normalization", 2016). Weight starts at 1, bias at 0; with `affine: false` there are none.
 *
 * @example
 * ```ts
 * import { layerNorm } from "@orrery/orrery/nn";
 * import { dispose, tensor } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const layer = layerNorm({ features: 2, epsilon: 0 });
 * const y = layer.apply(tensor([1, 3], [1, 2]), "infer");
 * assert.deepEqual([...await y.data()], [-1, 1]);
 * dispose([y, layer.params]);
 * ```
 */
export function layerNorm({ features: D, epsilon = 1e-5, affine = true }: LayerNormSize): Layer {
  if (!affine) {
    return {
      params: {},
      buffers: {},
      apply: (x) =>
        tidy(() => reshape(normaliseRows(reshape(x, [-1, D]), ones([D]), zeros([D]), epsilon), x.shape)),
    };
  }
  const [weight, bias] = tidy(() => [variable(ones([D])), variable(zeros([D]))]);
  return {
    params: { weight, bias },
    buffers: {},
    apply: (x) => tidy(() => reshape(normaliseRows(reshape(x, [-1, D]), weight, bias, epsilon), x.shape)),
  };
}
