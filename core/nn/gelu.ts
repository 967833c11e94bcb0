import type { Tensor } from "@tensorflow/tfjs-core";
import { activate } from "./activate.ts";

/**
 * The exact Gaussian error linear unit, x·Φ(x) with the normal distribution function Φ (Hendrycks and Gimpel,
 * "Gaussian error linear units", 2016). Any shape.
 */
export function gelu(x: Tensor): Tensor {
  return activate(x, { activation: "gelu" });
}
