import {
  add,
  matMul,
  mul,
  softmax,
  stack,
  sub,
  sum,
  type Tensor,
  transpose,
  unstack,
} from "@tensorflow/tfjs-core";
import { expectShape } from "../engine/expect_shape.ts";
import { fused } from "../engine/fused.ts";
import { withGradient } from "./with_gradient.ts";

/** What {@linkcode attend} compares and mixes, each `[B, T, H, d]`. */
export interface Heads {
  /** What each place asks for. */
  readonly query: Tensor;
  /** What each place answers to. */
  readonly key: Tensor;
  /** What each place gives; its width may be another. */
  readonly value: Tensor;
}

/** What {@linkcode attend} leaves out. */
export interface AttendOptions {
  /** Added to the scores `[T, T]`: 0, or a large negative number where a place must not look. */
  readonly mask?: Tensor | undefined;
  /** Multiplied with the shares `[B, H, T, T]`; see `dropMask`. */
  readonly drop?: Tensor | undefined;
}

function expectOptions({ mask, drop }: AttendOptions, [B, T, H]: readonly number[]): void {
  if (mask) expectShape(mask, "mask", [T, T]);
  if (drop) expectShape(drop, "drop", [B, H, T, T]);
}

/** `[B, T, H, d]` to `[B, H, T, d]` and back. */
function swap(heads: Tensor): Tensor {
  return transpose(heads, [0, 2, 1, 3]);
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

/** Mixed values `[B, T, H, d]` and shares `[B, H, T, T]`. */
function mix({ query, key, value }: Heads, { mask, drop }: AttendOptions, factor: number): Tensor[] {
  const shares = sharesOf(matMul(swap(query), swap(key), false, true), mask, factor);
  return [swap(matMul(drop ? mul(shares, drop) : shares, swap(value))), shares];
}

/** Gradients of query, key and value. */
function unmix(dy: Tensor, [query, key, value, shares, drop]: Tensor[], factor: number): Tensor[] {
  const slopes = swap(dy);
  const dUsed = matMul(slopes, swap(value), false, true);
  const dScores = scoresGradient(shares, drop ? mul(dUsed, drop) : dUsed, factor);
  return [
    swap(matMul(dScores, swap(key))),
    swap(matMul(dScores, swap(query), true)),
    swap(matMul(drop ? mul(shares, drop) : shares, slopes, true)),
  ];
}

/**
 * Scaled dot-product attention, softmax(q·kᵀ/√d)·v: `[B, T, H, d]` (Vaswani et al., "Attention is all you need",
 * 2017). Its gradient is its own: four products and one pass over the shares.
 *
 * @throws {InputError} when a shape is another than {@linkcode Heads} and {@linkcode AttendOptions} tell, or a tensor
 * is not of type float32.
 */
export function attend({ query, key, value }: Heads, { mask, drop }: AttendOptions = {}): Tensor {
  expectShape(query, "query", [-1, -1, -1, -1]);
  expectShape(key, "key", query.shape);
  expectShape(value, "value", [...query.shape.slice(0, 3), -1]);
  expectOptions({ mask, drop }, query.shape);
  const factor = 1 / Math.sqrt(query.shape[query.rank - 1]);
  return withGradient([query, key, value], {
    forward: (save) => {
      const heads = { query, key, value };
      const [y, shares] = drop
        ? mix(heads, { mask, drop }, factor)
        : fused("Attention", mask ? { ...heads, mask } : heads, { factor }, () =>
          mix(heads, { mask }, factor));
      save([query, key, value, shares, ...(drop ? [drop] : [])]);
      return y;
    },
    backward: (dy, [query, key, value, shares, drop]) =>
      drop ? unmix(dy, [query, key, value, shares, drop], factor) : fused(
        "AttentionGradient",
        { dy, query, key, value, shares },
        { factor },
        () => unmix(dy, [query, key, value, shares], factor),
      ),
  });
}

/**
 * {@linkcode attend} for query, key and value in one tensor `[B, T, 3, H, d]`, as one product makes them: `[B, T, H, d]`.
 * Its gradient comes in one tensor, too.
 *
 * @throws {InputError} as {@linkcode attend} does.
 */
export function attendJoint(joint: Tensor, { mask, drop }: AttendOptions = {}): Tensor {
  expectShape(joint, "joint", [-1, -1, 3, -1, -1]);
  expectOptions({ mask, drop }, joint.shape.toSpliced(2, 1));
  const factor = 1 / Math.sqrt(joint.shape[joint.rank - 1]);
  return withGradient([joint], {
    forward: (save) => {
      const apart = () => {
        const [query, key, value] = unstack(joint, 2);
        return mix({ query, key, value }, { mask, drop }, factor);
      };
      const inputs = mask ? { joint, mask } : { joint };
      const [y, shares] = drop ? apart() : fused("Attention", inputs, { factor }, apart);
      save([joint, shares, ...(drop ? [drop] : [])]);
      return y;
    },
    backward: (dy, [joint, shares, drop]) => {
      const apart = () => [stack(unmix(dy, [...unstack(joint, 2), shares, drop], factor), 2)];
      return drop ? apart() : fused("AttentionGradient", { dy, joint, shares }, { factor }, apart);
    },
  });
}
