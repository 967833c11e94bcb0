import { add, matMul, mul, softmax, sub, sum, type Tensor, tidy } from "@tensorflow/tfjs-core";
import { withGradient } from "./with_gradient.ts";

/** What {@linkcode attend} compares and mixes, each `[…, T, d]`. */
export interface Heads {
  /** What each place asks for. */
  readonly query: Tensor;
  /** What each place answers to. */
  readonly key: Tensor;
  /** What each place gives. */
  readonly value: Tensor;
}

/** What {@linkcode attend} leaves out. */
export interface AttendOptions {
  /** Added to the scores `[T, T]`: 0, or a large negative number where a place must not look. */
  readonly mask?: Tensor | undefined;
  /** Multiplied with the shares `[…, T, T]`; see `dropMask`. */
  readonly drop?: Tensor | undefined;
}

/**
 * Scaled dot-product attention, softmax(q·kᵀ/√d)·v: `[…, T, d]` (Vaswani et al., "Attention is all you need",
 * 2017). Its gradient is its own: four products, and the row sums over d instead of T.
 */
export function attend({ query, key, value }: Heads, { mask, drop }: AttendOptions = {}): Tensor {
  const scale = 1 / Math.sqrt(query.shape[query.rank - 1]);
  return withGradient([query, key, value], {
    forward: (save) => {
      const scores = mul(matMul(query, key, false, true), scale); // […, T, T]
      const shares = softmax(mask ? add(scores, mask) : scores);
      const y = matMul(drop ? mul(shares, drop) : shares, value); // […, T, d]
      save([query, key, value, shares, y, ...(drop ? [drop] : [])]);
      return y;
    },
    backward: (dy, [query, key, value, shares, y, drop]) => {
      const [dScores, used] = tidy(() => {
        const dUsed = matMul(dy, value, false, true);
        const dShares = drop ? mul(dUsed, drop) : dUsed;
        const along = sum(mul(dy, y), -1, true); // Σ shares·dShares, as y = shares·value
        return [mul(mul(shares, sub(dShares, along)), scale), drop ? mul(shares, drop) : shares.clone()];
      });
      return [matMul(dScores, key), matMul(dScores, query, true), matMul(used, dy, true)];
    },
  });
}
