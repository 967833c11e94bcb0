import {
  add,
  div,
  mean,
  mul,
  ones,
  reshape,
  rsqrt,
  square,
  sub,
  type Tensor,
  tidy,
  type Variable,
  variable,
  zeros,
} from "@tensorflow/tfjs-core";
import { fused } from "../engine/fused.ts";
import { InputError } from "../errors.ts";
import { sumRows, withGradient } from "./custom_gradient.ts";
import type { Layer } from "./layer.ts";

/** Size and constants of a {@linkcode batchNorm} layer. */
export interface BatchNormSize {
  /** C, features (channels of an image). */
  readonly features: number;
  /** Share of the newest batch in the running statistics; 0.1 unless told. */
  readonly momentum?: number;
  /** Added to the variance; 1e-5 unless told. */
  readonly epsilon?: number;
}

/** Mean and biased variance of the columns of `[N, C]`. */
function columnMoments(rows: Tensor): { mean: Tensor; variance: Tensor } {
  const N = rows.shape[0];
  const mean = div(sumRows(rows), N); // [C]
  return { mean, variance: div(sumRows(square(sub(rows, mean))), N) };
}

/** (x − mean)·scale·weight + bias with mean and scale taken from the batch itself. */
function normaliseRowsOfBatchNorm(
  rows: Tensor,
  weight: Tensor,
  bias: Tensor,
  mean: Tensor,
  scale: Tensor,
): Tensor {
  return withGradient([rows, weight, bias], {
    forward: (save) => {
      const unit = mul(sub(rows, mean), scale); // [N, C], mean 0, variance 1
      save([unit, mul(scale, weight)]);
      return add(mul(unit, weight), bias);
    },
    backward: (dy, [unit, slope]) => {
      const N = unit.shape[0];
      const dBias = sumRows(dy);
      const dWeight = sumRows(mul(dy, unit));
      const along = add(div(dBias, N), mul(unit, div(dWeight, N))); // what normalising takes out
      return [mul(sub(dy, along), slope), dWeight, dBias];
    },
  });
}

function follow(running: Variable, batch: Tensor, momentum: number): void {
  running.assign(add(mul(running, 1 - momentum), mul(batch, momentum)));
}

/**
 * Batch normalisation of the last axis, over all others: `[…, C]` → `[…, C]` (Ioffe and Szegedy, 2015).
 *
 * In `train` mode the batch's own mean and biased variance normalise, and the buffers `running_mean` and
 * `running_var` follow (the latter with the unbiased variance); in `infer` mode the buffers normalise.
 *
 * @throws {InputError} in `train` mode for a single row, which has no variance.
 *
 * @example
 * ```ts
 * import { batchNorm } from "@orrery/orrery/nn";
 * import { dispose, tensor } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const layer = batchNorm({ features: 1, epsilon: 0 });
 * const y = layer.apply(tensor([1, 3], [2, 1]), "train");
 * assert.deepEqual([...await y.data()], [-1, 1]);
 * dispose([y, layer.params, layer.buffers]);
 * ```
 */
export function batchNorm({ features: C, momentum = 0.1, epsilon = 1e-5 }: BatchNormSize): Layer {
  const [weight, bias, mean, variance] = tidy(() => [
    variable(ones([C])),
    variable(zeros([C])),
    variable(zeros([C]), false),
    variable(ones([C]), false),
  ]);

  function train(rows: Tensor): Tensor {
    const N = rows.shape[0];
    if (N < 2) {
      throw new InputError(
        `Cannot normalise over a batch of ${N} rows: it has no variance, expected at least 2`,
      );
    }
    const batch = columnMoments(rows);
    follow(mean, batch.mean, momentum);
    follow(variance, mul(batch.variance, N / (N - 1)), momentum);
    return normaliseRowsOfBatchNorm(rows, weight, bias, batch.mean, rsqrt(add(batch.variance, epsilon)));
  }

  function infer(rows: Tensor): Tensor {
    const slope = mul(weight, rsqrt(add(variance, epsilon))); // [C]
    return add(mul(rows, slope), sub(bias, mul(mean, slope)));
  }

  return {
    params: { weight, bias },
    buffers: { running_mean: mean, running_var: variance },
    apply: (x, mode) =>
      tidy(() => {
        const rows = reshape(x, [-1, C]); // [N, C]
        return reshape(mode === "train" ? train(rows) : infer(rows), x.shape);
      }),
  };
}

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
