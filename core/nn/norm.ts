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
  /** Weight of the newest batch in the running statistics; default 0.1. */
  readonly momentum?: number;
  /** Added to the variance; default 1e-5. */
  readonly epsilon?: number;
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
    updateRunning(mean, batch.mean, momentum);
    updateRunning(variance, mul(batch.variance, N / (N - 1)), momentum);
    return normaliseColumns(rows, weight, bias, batch.mean, rsqrt(add(batch.variance, epsilon)));
  }

  function infer(rows: Tensor): Tensor {
    const gain = mul(weight, rsqrt(add(variance, epsilon))); // [C]
    return add(mul(rows, gain), sub(bias, mul(mean, gain)));
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

/** (x − mean)·scale·weight + bias, where mean and scale are the batch's own and depend on x. */
function normaliseColumns(
  rows: Tensor,
  weight: Tensor,
  bias: Tensor,
  mean: Tensor,
  scale: Tensor,
): Tensor {
  return withGradient([rows, weight, bias], {
    forward: (save) => {
      const xHat = mul(sub(rows, mean), scale); // [N, C], mean 0, variance 1
      save([xHat, mul(scale, weight)]);
      return add(mul(xHat, weight), bias);
    },
    backward: (dy, [xHat, gain]) => {
      const N = xHat.shape[0];
      const dBias = sumRows(dy);
      const dWeight = sumRows(mul(dy, xHat));
      const projection = add(div(dBias, N), mul(xHat, div(dWeight, N))); // on 1 and xHat
      return [mul(sub(dy, projection), gain), dWeight, dBias];
    },
  });
}

/** Mean and biased variance of the columns of `[N, C]`. */
function columnMoments(rows: Tensor): { mean: Tensor; variance: Tensor } {
  const N = rows.shape[0];
  const mean = div(sumRows(rows), N); // [C]
  return { mean, variance: div(sumRows(square(sub(rows, mean))), N) };
}

/** Moves a running statistic towards that of the batch. */
function updateRunning(running: Variable, batch: Tensor, momentum: number): void {
  running.assign(add(mul(running, 1 - momentum), mul(batch, momentum)));
}

/** Size and constants of a {@linkcode layerNorm} layer. */
export interface LayerNormSize {
  /** D, features. */
  readonly features: number;
  /** Added to the variance; default 1e-5. */
  readonly epsilon?: number;
  /** Whether weight and bias follow; default yes. */
  readonly affine?: boolean;
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

function normaliseRows(rows: Tensor, weight: Tensor, bias: Tensor, epsilon: number): Tensor {
  return withGradient([rows, weight, bias], {
    forward: (save) => {
      const [y, xHat, scale] = fused("LayerNorm", { x: rows, weight, bias }, { epsilon }, () => {
        const { xHat, scale } = standardise(rows, epsilon);
        return [add(mul(xHat, weight), bias), xHat, scale];
      });
      save([xHat, scale, weight]);
      return y;
    },
    backward: (dy, [xHat, scale, weight]) =>
      fused("LayerNormGradient", { dy, xHat, scale, weight }, {}, () => [
        standardiseGradient(mul(dy, weight), xHat, scale),
        sumRows(mul(dy, xHat)),
        sumRows(dy),
      ]),
  });
}

/** Rows with mean 0 and variance 1, and the reciprocals of their standard deviations. */
function standardise(rows: Tensor, epsilon: number): { readonly xHat: Tensor; readonly scale: Tensor } {
  const centred = sub(rows, rowMean(rows)); // [N, D]
  const scale = rsqrt(add(rowMean(square(centred)), epsilon)); // [N, 1]
  return { xHat: mul(centred, scale), scale };
}

/** Gradient of the rows from that of xHat, less its projection on 1 and xHat. */
function standardiseGradient(dxHat: Tensor, xHat: Tensor, scale: Tensor): Tensor {
  const projection = add(rowMean(dxHat), mul(xHat, rowMean(mul(dxHat, xHat))));
  return mul(sub(dxHat, projection), scale);
}

function rowMean(rows: Tensor): Tensor {
  return mean(rows, -1, true); // [N, 1]
}
