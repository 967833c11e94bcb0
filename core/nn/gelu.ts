import { add, erf, exp, mul, square, type Tensor } from "@tensorflow/tfjs-core";
import { withGradient } from "./with_gradient.ts";

/**
 * The exact Gaussian error linear unit, x·Φ(x) with the normal distribution function Φ (Hendrycks and Gimpel,
 * "Gaussian error linear units", 2016). Any shape.
 */
export function gelu(x: Tensor): Tensor {
  return withGradient([x], {
    forward: (save) => {
      const phi = mul(add(erf(mul(x, Math.SQRT1_2)), 1), 0.5); // Φ(x)
      save([x, phi]);
      return mul(x, phi);
    },
    backward: (dy, [x, phi]) => {
      const density = mul(exp(mul(square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
      return [mul(dy, add(phi, mul(x, density)))];
    },
  });
}
