import { add, erf, exp, mul, square, type Tensor } from "@tensorflow/tfjs-core";
import { fused } from "../engine/fused.ts";
import { withGradient } from "./with_gradient.ts";

/** The normal distribution function Φ. */
function normal(x: Tensor): Tensor {
  return mul(add(erf(mul(x, Math.SQRT1_2)), 1), 0.5);
}

/** Φ(x) + x·φ(x) with the density φ. */
function slope(x: Tensor): Tensor {
  const density = mul(exp(mul(square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
  return add(normal(x), mul(x, density));
}

/**
 * The exact Gaussian error linear unit, x·Φ(x) with the normal distribution function Φ (Hendrycks and Gimpel,
 * "Gaussian error linear units", 2016). Any shape.
 */
export function gelu(x: Tensor): Tensor {
  return withGradient([x], {
    forward: (save) => {
      save([x]);
      return fused("Gelu", { x }, {}, () => [mul(x, normal(x))])[0];
    },
    backward: (dy, [x]) => fused("GeluGradient", { x, dy }, {}, () => [mul(dy, slope(x))]),
  });
}
