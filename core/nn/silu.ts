import type { Tensor } from "@tensorflow/tfjs-core";
import { activate } from "./activate.ts";

/** The sigmoid linear unit, x·σ(x) (Elfwing et al., "Sigmoid-weighted linear units", 2017). Any shape. */
export function silu(x: Tensor): Tensor {
  return activate(x, { activation: "silu" });
}
