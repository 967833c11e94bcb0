import { getGradient, type GradConfig, registerGradient, unregisterGradient } from "@tensorflow/tfjs-core";
import { binaryGradients } from "./binary_gradients.ts";
import { imageGradients, shapeGradients } from "./shape_gradients.ts";
import { productGradients } from "./matmul_gradients.ts";
import { reductionGradients } from "./reduction_gradients.ts";
import { unaryGradients } from "./unary_gradients.ts";

/**
 * Gives tfjs the derivatives of its operations, for every backend. tfjs-core has none by itself: its own rules
 * come with the umbrella package only. `openBackend` calls this; who opens a backend by other means must, once.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { read, registerGradients } from "@orrery/orrery/core";
 * import { grad, square, tensor1d } from "@tensorflow/tfjs-core";
 * import assert from "node:assert/strict";
 *
 * registerGradients();
 * const [gradient] = await read([grad((x) => square(x))(tensor1d([3]))]);
 * assert.deepEqual([...gradient], [6]);
 * ```
 */
export function registerGradients(): void {
  const rules: readonly GradConfig[] = [
    ...unaryGradients,
    ...binaryGradients,
    ...reductionGradients,
    ...shapeGradients,
    ...productGradients,
    ...imageGradients,
  ];
  for (const rule of rules) {
    if (getGradient(rule.kernelName)) unregisterGradient(rule.kernelName);
    registerGradient(rule);
  }
}
