import type { Tensor } from "@tensorflow/tfjs-core";
import { activate } from "./activate.ts";

/** Adds a bias `[C]` to the last axis of `[…, C]`. Throws `InputError` for a bias of another length. */
export function addBias(x: Tensor, bias: Tensor): Tensor {
  return activate(x, { bias });
}
