import { tidy } from "@tensorflow/tfjs-core";
import type { Rng } from "../types.ts";
import { batchNorm } from "./batch_norm.ts";
import { dense } from "./dense.ts";
import { gelu } from "./gelu.ts";
import { join, type Layer } from "./layer.ts";

/** Size of an {@linkcode mlpProjector}. */
export interface MlpProjectorSize {
  /** Features in. */
  readonly input: number;
  /** Features between. */
  readonly hidden: number;
  /** Features out. */
  readonly output: number;
}

/**
 * Linear, BatchNorm, GELU, Linear on the last axis: `[…, input]` → `[…, output]`. LeWorldModel ends its encoder
 * and its predictor with one: BatchNorm gives the latents back the scale that a normalised trunk takes from them.
 * Parts are named `hidden`, `norm` and `output`.
 *
 * @example
 * ```ts
 * import { mlpProjector } from "@orrery/orrery/nn";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose, ones } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const projector = mlpProjector({ input: 3, hidden: 8, output: 2 }, seededRng(0));
 * const y = projector.apply(ones([4, 3]), "infer");
 * assert.deepEqual(y.shape, [4, 2]);
 * dispose([y, projector.params, projector.buffers]);
 * ```
 */
export function mlpProjector({ input, hidden: width, output: out }: MlpProjectorSize, rng: Rng): Layer {
  const hidden = dense({ input, output: width }, rng.fork("hidden"));
  const norm = batchNorm({ features: width });
  const output = dense({ input: width, output: out }, rng.fork("output"));
  return {
    ...join({ hidden, norm, output }),
    apply: (x, mode) => tidy(() => output.apply(gelu(norm.apply(hidden.apply(x, mode), mode)), mode)),
  };
}
