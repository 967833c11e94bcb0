import {
  add,
  div,
  eye,
  matMul,
  mean,
  mul,
  relu,
  reshape,
  type Scalar,
  sqrt,
  square,
  squaredDifference,
  sub,
  sum,
  type Tensor,
  tidy,
} from "@tensorflow/tfjs-core";
import { component } from "../../core/component.ts";
import { InputError } from "../../core/errors.ts";
import { join, type Layer } from "../../core/nn/layer.ts";
import { mlpProjector } from "../../core/nn/linear.ts";
import { integer, number } from "../../core/option.ts";
import type { Component } from "../../core/types.ts";

/** Keeps the root's gradient finite where a dimension does not vary, as published. */
const EPSILON = 1e-4;

/** How far standard deviations stay below 1, and how much dimensions of `[N, D]` vary together. */
function spread(x: Tensor): { readonly variance: Scalar; readonly covariance: Scalar } {
  const [N, D] = x.shape as [number, number];
  const centred = sub(x, mean(x, 0));
  const std = sqrt(add(div(sum(square(centred), 0), N - 1), EPSILON)); // [D]
  const products = div(matMul(centred, centred, true, false), N - 1); // [D, D]
  return {
    variance: mean(relu(sub(1, std))),
    covariance: div(sum(square(mul(products, sub(1, eye(D))))), D),
  };
}

/**
 * VICReg (Bardes, Ponce and LeCun, 2022) on the first two of the stage's `views`: what they are encoded to shall agree
 * (invariance, mean squared difference), every dimension shall vary over the batch (variance, a hinge at standard
 * deviation 1, mean of both views), and no two together (covariance, squares off the diagonal ÷ D, sum of both
 * views). Frames and tokens count as samples. An expander in front of it, with weights of its own that the model does
 * not keep, lets latents stay correlated where that serves.
 *
 * @throws {InputError} for a batch with one sample, or a stage without two views.
 */
export const vicreg: Component<"objective"> = component("objective", {
  description: "Two views of a frame agree, and dimensions vary, each by itself (VICReg)",
  options: {
    invariance: number({ default: 25, min: 0, description: "weight of the difference of the views" }),
    variance: number({ default: 25, min: 0, description: "weight of the hinge at standard deviation 1" }),
    covariance: number({ default: 1, min: 0, description: "weight of the squared covariances" }),
    expander: integer({ default: 256, min: 0, description: "width of the expander; 0 for none" }),
  },
  make: ({ expander, ...weights }, { dim, rng }) => {
    const top: { readonly [name: string]: Layer } = expander > 0
      ? { expander: mlpProjector({ input: dim, hidden: expander, output: expander }, rng.fork("expander")) }
      : {};
    const samples = (latents: Tensor): Tensor => {
      const rows = reshape(latents, [-1, dim]); // [N, D]
      if (rows.shape[0] > 1) return top.expander?.apply(rows, "train") ?? rows;
      throw new InputError("Cannot measure how latents vary: the batch has 1 sample, expected at least 2");
    };
    return {
      ...join(top),
      loss: ({ encode }) => {
        const [a, b] = [encode({ view: 0 }), encode({ view: 1 })];
        return tidy(() => {
          const [one, other] = [samples(a), samples(b)];
          const [left, right] = [spread(one), spread(other)];
          const invariance: Scalar = mean(squaredDifference(one, other));
          const variance: Scalar = div(add(left.variance, right.variance), 2);
          const covariance: Scalar = add(left.covariance, right.covariance);
          const loss: Scalar = add(
            add(mul(invariance, weights.invariance), mul(variance, weights.variance)),
            mul(covariance, weights.covariance),
          );
          return { loss, terms: { invariance, variance, covariance } };
        });
      },
    };
  },
});
