import { concat, matMul, reshape, type Tensor, tensor2d, tidy } from "@tensorflow/tfjs-core";
import type { Rng } from "../types.ts";
import { activate } from "./activate.ts";
import { attendJoint } from "./attend.ts";
import { dense } from "./dense.ts";
import { dropMask } from "./drop_mask.ts";
import { dropout } from "./dropout.ts";
import { join, type Layer } from "./layer.ts";

/** Size and kind of an {@linkcode attention} layer. */
export interface AttentionSize {
  /** D, features in and out. */
  readonly features: number;
  /** Heads. */
  readonly heads: number;
  /** Features of a head. */
  readonly headWidth: number;
  /** Whether query, key and value have a bias; yes unless told. */
  readonly bias?: boolean;
  /** Whether a place sees only itself and the ones before it; no unless told. */
  readonly causal?: boolean;
  /** Whether a linear layer follows the heads; yes unless told. Without it heads · headWidth must be D. */
  readonly project?: boolean;
  /** Dropout of the shares and of the result; 0 unless told. */
  readonly dropout?: number;
  /** Standard deviation of the weights at the start; see `dense`. */
  readonly deviation?: number | undefined;
}

/** Large enough that its exponential is 0, small enough to stay finite in half precision's range of exponents. */
const NEVER = -30_000;

/** `[T, T]` with 0 where row t may look and a large negative number after it. */
function causalMask(T: number): Tensor {
  const rows = Array.from({ length: T }, (_, t) => Array.from({ length: T }, (_, s) => s > t ? NEVER : 0));
  return tensor2d(rows, [T, T]);
}

/**
 * Multi-head self-attention of T places: `[B, T, D]` → `[B, T, D]` (Vaswani et al., "Attention is all you need",
 * 2017). Parts are named `query`, `key`, `value` and `output`; there is no norm in it.
 *
 * @example
 * ```ts
 * import { attention } from "@orrery/orrery/nn";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose, ones } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const layer = attention({ features: 6, heads: 2, headWidth: 4, causal: true }, seededRng(0));
 * const y = layer.apply(ones([3, 5, 6]), "infer");
 * assert.deepEqual(y.shape, [3, 5, 6]);
 * dispose([y, layer.params]);
 * ```
 */
export function attention(size: AttentionSize, rng: Rng): Layer {
  const { features, heads, headWidth, bias = true, causal = false, project = true, deviation } = size;
  const { dropout: rate = 0 } = size;
  const inner = heads * headWidth;
  const part = (name: string) => dense({ input: features, output: inner, bias, deviation }, rng.fork(name));
  const [query, key, value] = ["query", "key", "value"].map(part);
  const last = project
    ? { output: dense({ input: inner, output: features, deviation }, rng.fork("output")) }
    : {};
  const drop = dropout(rate);

  /** Query, key and value of each head: one product with their weights side by side, which is faster than three. */
  function joinedHeads(x: Tensor): Tensor {
    const parts = [query, key, value].map(({ params }) => params);
    const rows = matMul(reshape(x, [-1, features]), concat(parts.map(({ weight }) => weight), 1));
    const shift = bias ? concat(parts.map(({ bias }) => bias)) : undefined;
    const joint = activate(rows, { bias: shift, overwrite: true });
    return reshape(joint, [...x.shape.slice(0, -1), 3, heads, headWidth]); // [B, T, 3, H, d]
  }

  return {
    ...join({ query, key, value, ...last }),
    apply: (x, mode, rng) =>
      tidy(() => {
        const [B, T] = x.shape as [number, number, number];
        const mixed = attendJoint(joinedHeads(x), {
          mask: causal && T > 1 ? causalMask(T) : undefined,
          drop: dropMask([B, heads, T, T], rate, mode, rng?.fork("shares")),
        });
        const y = reshape(mixed, [B, T, inner]);
        return last.output ? drop.apply(last.output.apply(y, mode), mode, rng?.fork("output")) : y;
      }),
  };
}
