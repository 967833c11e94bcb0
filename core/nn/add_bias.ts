import type { Tensor } from "@tensorflow/tfjs-core";
import { activate } from "./activate.ts";

/** Adds a bias `[C]` to the last axis of `[…, C]`. */
export function addBias(x: Tensor, bias: Tensor): Tensor {
  return activate(x, { bias });
}
