import {
  add,
  concat,
  matMul,
  mul,
  reshape,
  softmax,
  stack,
  sub,
  sum,
  type Tensor,
  tensor2d,
  tidy,
  transpose,
  unstack,
} from "@tensorflow/tfjs-core";
import { expectShape } from "../engine/expect_shape.ts";
import { fused } from "../engine/fused.ts";
import type { Rng } from "../types.ts";
import { activate } from "./activations.ts";
import { withGradient } from "./custom_gradient.ts";
import { dense } from "./linear.ts";
import { dropMask, dropout } from "./dropout.ts";
import { join, type Layer } from "./layer.ts";

/** Size and kind of an {@linkcode attention} layer. */
export interface AttentionSize {
  /** D, features in and out. */
  readonly features: number;
  /** Heads. */
  readonly heads: number;
  /** Features of a head. */
  readonly headWidth: number;
  /** Whether query, key and value have a bias; default yes. */
  readonly bias?: boolean;
  /** Whether a position attends only to itself and the ones before it; default no. */
  readonly causal?: boolean;
  /** Whether a linear layer follows the heads; default yes. Without it heads · headWidth must be D. */
  readonly project?: boolean;
  /** Dropout of the attention weights and of the result; default 0. */
  readonly dropout?: number;
  /** Standard deviation of the initial weights; see `dense`. */
  readonly deviation?: number | undefined;
}

/**
 * Multi-head self-attention of T positions: `[B, T, D]` → `[B, T, D]` (Vaswani et al., "Attention is all you need",
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
  const projection = project
    ? { output: dense({ input: inner, output: features, deviation }, rng.fork("output")) }
    : {};
  const drop = dropout(rate);

  /** Query, key and value of each head: one matmul with their weights side by side, which is faster than three. */
  function jointHeads(x: Tensor): Tensor {
    const parts = [query, key, value].map(({ params }) => params);
    const rows = matMul(reshape(x, [-1, features]), concat(parts.map(({ weight }) => weight), 1));
    const biases = bias ? concat(parts.map(({ bias }) => bias)) : undefined;
    const joint = activate(rows, { bias: biases, overwrite: true });
    return reshape(joint, [...x.shape.slice(0, -1), 3, heads, headWidth]); // [B, T, 3, H, d]
  }

  return {
    ...join({ query, key, value, ...projection }),
    apply: (x, mode, rng) =>
      tidy(() => {
        const [B, T] = x.shape as [number, number, number];
        const attended = attendJoint(jointHeads(x), {
          mask: causal && T > 1 ? causalMask(T) : undefined,
          drop: dropMask([B, heads, T, T], rate, mode, rng?.fork("shares")),
        });
        const y = reshape(attended, [B, T, inner]);
        return projection.output
          ? drop.apply(projection.output.apply(y, mode), mode, rng?.fork("output"))
          : y;
      }),
  };
}

/** Large enough that its exponential is 0, small enough to stay finite in half precision's range of exponents. */
const NEVER = -30_000;

/** `[T, T]` with 0 where position t may attend and a large negative number after it. */
function causalMask(T: number): Tensor {
  const rows = Array.from({ length: T }, (_, t) => Array.from({ length: T }, (_, s) => s > t ? NEVER : 0));
  return tensor2d(rows, [T, T]);
}

/** Inputs of {@linkcode attend}, each `[B, T, H, d]`. */
export interface Heads {
  /** Queries of the positions. */
  readonly query: Tensor;
  /** Keys of the positions. */
  readonly key: Tensor;
  /** Values of the positions; their width may be another. */
  readonly value: Tensor;
}

/** Mask and dropout of {@linkcode attend}. */
export interface AttendOptions {
  /** Added to the scores `[T, T]`: 0, or a large negative number where a position must not attend. */
  readonly mask?: Tensor | undefined;
  /** Multiplied with the attention weights `[B, H, T, T]`; see `dropMask`. */
  readonly drop?: Tensor | undefined;
}

/**
 * Scaled dot-product attention, softmax(q·kᵀ/√d)·v: `[B, T, H, d]` (Vaswani et al., "Attention is all you need",
 * 2017). Its gradient is its own: four matmuls and one pass over the attention weights.
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
      const [y, weights] = drop
        ? forward(heads, { mask, drop }, factor)
        : fused("Attention", mask ? { ...heads, mask } : heads, { factor }, () =>
          forward(heads, { mask }, factor));
      save([query, key, value, weights, ...(drop ? [drop] : [])]);
      return y;
    },
    backward: (dy, [query, key, value, weights, drop]) =>
      drop ? backward(dy, [query, key, value, weights, drop], factor) : fused(
        "AttentionGradient",
        { dy, query, key, value, weights },
        { factor },
        () => backward(dy, [query, key, value, weights], factor),
      ),
  });
}

/**
 * {@linkcode attend} for query, key and value in one tensor `[B, T, 3, H, d]`, as one matmul makes them: `[B, T, H, d]`.
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
        return forward({ query, key, value }, { mask, drop }, factor);
      };
      const inputs = mask ? { joint, mask } : { joint };
      const [y, weights] = drop ? apart() : fused("Attention", inputs, { factor }, apart);
      save([joint, weights, ...(drop ? [drop] : [])]);
      return y;
    },
    backward: (dy, [joint, weights, drop]) => {
      const apart = () => [stack(backward(dy, [...unstack(joint, 2), weights, drop], factor), 2)];
      return drop ? apart() : fused("AttentionGradient", { dy, joint, weights }, { factor }, apart);
    },
  });
}

function expectOptions({ mask, drop }: AttendOptions, [B, T, H]: readonly number[]): void {
  if (mask) expectShape(mask, "mask", [T, T]);
  if (drop) expectShape(drop, "drop", [B, H, T, T]);
}

/** Attended values `[B, T, H, d]` and attention weights `[B, H, T, T]`. */
function forward({ query, key, value }: Heads, { mask, drop }: AttendOptions, factor: number): Tensor[] {
  const weights = softmaxRows(matMul(swapHeads(query), swapHeads(key), false, true), mask, factor);
  return [swapHeads(matMul(drop ? mul(weights, drop) : weights, swapHeads(value))), weights];
}

/** Gradients of query, key and value. */
function backward(dy: Tensor, [query, key, value, weights, drop]: Tensor[], factor: number): Tensor[] {
  const dHeads = swapHeads(dy);
  const dDropped = matMul(dHeads, swapHeads(value), false, true);
  const dScores = softmaxRowsGradient(weights, drop ? mul(dDropped, drop) : dDropped, factor);
  return [
    swapHeads(matMul(dScores, swapHeads(key))),
    swapHeads(matMul(dScores, swapHeads(query), true)),
    swapHeads(matMul(drop ? mul(weights, drop) : weights, dHeads, true)),
  ];
}

/** `[B, T, H, d]` to `[B, H, T, d]` and back. */
function swapHeads(heads: Tensor): Tensor {
  return transpose(heads, [0, 2, 1, 3]);
}

/** softmax(factor·scores + mask). */
function softmaxRows(scores: Tensor, mask: Tensor | undefined, factor: number): Tensor {
  const inputs = mask ? { scores, mask } : { scores };
  return fused("SoftmaxRows", inputs, { factor }, () => {
    const scaled = mul(scores, factor);
    return [softmax(mask ? add(scaled, mask) : scaled)];
  })[0];
}

/** factor·weights·(dWeights − Σ weights·dWeights). */
function softmaxRowsGradient(weights: Tensor, dWeights: Tensor, factor: number): Tensor {
  return fused("SoftmaxRowsGradient", { weights, dWeights }, { factor }, () => {
    const weighted = mul(weights, dWeights);
    return [mul(sub(weighted, mul(weights, sum(weighted, -1, true))), factor)];
  })[0];
}
