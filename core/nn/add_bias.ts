import { add, reshape, type Tensor } from "@tensorflow/tfjs-core";
import { sumRows } from "./sum_rows.ts";
import { withGradient } from "./with_gradient.ts";

/** Adds a bias `[C]` to the last axis of `[…, C]`. */
export function addBias(x: Tensor, bias: Tensor): Tensor {
  const [C] = bias.shape as [number];
  return withGradient([x, bias], {
    forward: () => add(x, bias),
    backward: (dy) => [dy.clone(), sumRows(reshape(dy, [-1, C]))],
  });
}
