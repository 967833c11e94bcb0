import { add, matMul, mul, softmax, sub, sum, type Tensor, tidy } from "@tensorflow/tfjs-core";
import { fused } from "../engine/fused.ts";
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

function sharesOf(scores: Tensor, mask: Tensor | undefined, factor: number): Tensor {
  const inputs = mask ? { scores, mask } : { scores };
  return fused("SoftmaxRows", inputs, { factor }, () => {
    const scaled = mul(scores, factor);
    return [softmax(mask ? add(scaled, mask) : scaled)];
  })[0];
}

/** factor·shares·(dShares − Σ shares·dShares). */
function scoresGradient(shares: Tensor, dShares: Tensor, factor: number): Tensor {
  return fused("SoftmaxRowsGradient", { shares, dShares }, { factor }, () => {
    const weighted = mul(shares, dShares);
    return [mul(sub(weighted, mul(shares, sum(weighted, -1, true))), factor)];
  })[0];
}

/**
 * Scaled dot-product attention, softmax(q·kᵀ/√d)·v: `[…, T, d]` (Vaswani et al., "Attention is all you need",
 * 2017). Its gradient is its own: four products and one pass over the shares.
 */
export function attend({ query, key, value }: Heads, { mask, drop }: AttendOptions = {}): Tensor {
  const scale = 1 / Math.sqrt(query.shape[query.rank - 1]);
  return withGradient([query, key, value], {
    forward: (save) => {
      const shares = sharesOf(matMul(query, key, false, true), mask, scale); // […, T, T]
      const y = matMul(drop ? mul(shares, drop) : shares, value); // […, T, d]
      save([query, key, value, shares, ...(drop ? [drop] : [])]);
      return y;
    },
    backward: (dy, [query, key, value, shares, drop]) => {
      const [dScores, used] = tidy(() => {
        const dUsed = matMul(dy, value, false, true);
        const dShares = drop ? mul(dUsed, drop) : dUsed;
        return [scoresGradient(shares, dShares, scale), drop ? mul(shares, drop) : shares.clone()];
      });
      return [matMul(dScores, key), matMul(dScores, query, true), matMul(used, dy, true)];
    },
  });
}
