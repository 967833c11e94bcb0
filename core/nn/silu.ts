import { add, mul, sigmoid, sub, type Tensor } from "@tensorflow/tfjs-core";
import { withGradient } from "./with_gradient.ts";

/** The sigmoid linear unit, x·σ(x) (Elfwing et al., "Sigmoid-weighted linear units", 2017). Any shape. */
export function silu(x: Tensor): Tensor {
  return withGradient([x], {
    forward: (save) => {
      const gate = sigmoid(x);
      const y = mul(x, gate);
      save([y, gate]);
      return y;
    },
    // σ + x·σ·(1 − σ) = σ + y·(1 − σ)
    backward: (dy, [y, gate]) => [mul(dy, add(gate, mul(y, sub(1, gate))))],
  });
}
