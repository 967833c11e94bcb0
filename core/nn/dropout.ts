import { mul, tidy } from "@tensorflow/tfjs-core";
import { dropMask } from "./drop_mask.ts";
import type { Layer } from "./layer.ts";

/**
 * Dropout (Srivastava et al., 2014): in `train` mode entries become 0 with probability `rate` and the others grow
 * by 1/(1 − rate); in `infer` mode nothing changes. The pass's own stream decides, see {@linkcode dropMask}.
 *
 * @param rate Probability of 0, in [0, 1).
 *
 * @example
 * ```ts
 * import { dropout } from "@orrery/orrery/nn";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose, ones } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const y = dropout(0.5).apply(ones([100]), "train", seededRng(0));
 * assert.deepEqual([...new Set(await y.data())].sort(), [0, 2]);
 * dispose(y);
 * ```
 */
export function dropout(rate: number): Layer {
  return {
    params: {},
    buffers: {},
    apply: (x, mode, rng) =>
      tidy(() => {
        const mask = dropMask(x.shape, rate, mode, rng);
        return mask ? mul(x, mask) : x.clone();
      }),
  };
}
