import { type Tensor, tensor } from "@tensorflow/tfjs-core";

/**
 * Codes of places 0 … count − 1, `[count, width]`: sines and cosines of the place, at frequencies from 1 down to
 * 1/10 000 (Vaswani et al., "Attention is all you need", 2017). Nothing in them is learnt.
 *
 * @example
 * ```ts
 * import { sinePositions } from "@orrery/orrery/nn";
 * import { dispose } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const codes = sinePositions(1, 4);
 * assert.deepEqual([...await codes.data()], [0, 1, 0, 1]);
 * dispose(codes);
 * ```
 */
export function sinePositions(count: number, width: number): Tensor {
  const values = Float32Array.from({ length: count * width }, (_, at) => {
    const [place, i] = [Math.floor(at / width), at % width];
    const angle = place / 10_000 ** (2 * Math.floor(i / 2) / width);
    return i % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
  return tensor(values, [count, width]);
}
