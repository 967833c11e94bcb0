import {
  add,
  div,
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
import { InputError } from "../errors.ts";
import type { Layer } from "./layer.ts";
import { sumRows } from "./sum_rows.ts";
import { withGradient } from "./with_gradient.ts";

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
function normaliseRows(rows: Tensor, weight: Tensor, bias: Tensor, mean: Tensor, scale: Tensor): Tensor {
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
    return normaliseRows(rows, weight, bias, batch.mean, rsqrt(add(batch.variance, epsilon)));
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
