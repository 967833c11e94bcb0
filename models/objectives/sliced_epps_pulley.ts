import {
  abs,
  add,
  concat,
  cos,
  dispose,
  div,
  engine,
  matMul,
  mean,
  mul,
  ones,
  reshape,
  rsqrt,
  type Scalar,
  sign,
  sin,
  slice,
  square,
  sub,
  type Tensor,
  tensor,
  tidy,
  zeros,
} from "@tensorflow/tfjs-core";
import { fused } from "../../core/engine/fused.ts";
import { InputError } from "../../core/errors.ts";
import { sumRows, withGradient } from "../../core/nn/custom_gradient.ts";

/** Where characteristic functions are compared: at k·step for k = 1, 2, …, each with a weight. */
export interface Quadrature {
  /** Distance of two knots. */
  readonly step: number;
  /** Weights of knots 1, 2, …; 0 leaves one out. Knot 0 is not needed: both functions are 1 there. */
  readonly weights: readonly number[];
}

/** A knot that counts. */
interface Knot {
  readonly k: number;
  readonly t: number;
  readonly weight: number;
}

function knotsOf({ step, weights }: Quadrature): readonly Knot[] {
  return weights.map((weight, i) => ({ k: i + 1, t: (i + 1) * step, weight })).filter(({ weight }) =>
    weight !== 0
  );
}

function column(values: readonly number[]): Tensor {
  return tensor([...values], [values.length, 1], "float32");
}

/** `make()` in place of `old`, which is freed: of the knots' large tensors only the last few are alive. */
function replace(old: Tensor, make: () => Tensor): Tensor {
  const made = tidy(make);
  dispose(old);
  return made;
}

/** A wave x(k) = cos kθ or sin kθ at k = 0 and its first difference x(1) − x(0). */
interface Wave {
  readonly start: Tensor;
  readonly rise: Tensor;
}

/**
 * Column means of a wave at the knots, `[B, M]` → `[K, M]`. Between knots it goes on by Reinsch's recurrence on
 * differences, x(k+1) − x(k) = x(k) − x(k−1) − bend·x(k) with bend = 4·sin²(θ/2): fifteen times cheaper than as
 * many cosines, and as exact; Chebyshev's recurrence on values loses a digit where θ is small.
 */
function waveMeans({ start, rise }: Wave, bend: Tensor, knots: readonly Knot[]): Tensor {
  const [B] = bend.shape as [number];
  return tidy(() => {
    const all = ones([1, B]);
    let slope = rise.clone();
    let value = add(start, slope);
    const means: Tensor[] = [];
    let k = 1;
    for (const knot of knots) {
      for (; k < knot.k; k++) {
        slope = replace(slope, () => sub(slope, mul(bend, value)));
        value = replace(value, () => add(value, slope));
      }
      means.push(matMul(all, value));
    }
    return div(concat(means, 0), B); // [K, M]
  });
}

/** Clenshaw's recurrence down to knot 1: u(k) = coefficient(k) + 2·cos θ·u(k+1) − u(k+2); gives u(1) and u(2). */
function clenshaw(cosine: Tensor, coefficients: Tensor, knots: readonly Knot[]): [Tensor, Tensor] {
  const M = cosine.shape[1] as number;
  return tidy(() => {
    const twice = mul(cosine, 2);
    let [now, after]: Tensor[] = [zeros([1, M]), zeros([1, M])];
    let row = knots.length - 1;
    for (let k = knots[row].k; k >= 1; k--) {
      const coefficient = knots[row]?.k === k ? slice(coefficients, [row--, 0], [1, M]) : undefined;
      [now, after] = [
        replace(after, () => {
          const next = sub(mul(twice, now), after);
          return coefficient ? add(next, coefficient) : next;
        }),
        now,
      ];
    }
    return [now, after];
  });
}

/**
 * The specification of the kernel: Σ weight·|ecf − φ|² of each column of projections `[B, M]`, `[M]`, and the
 * derivative of their mean, `[B, M]`.
 */
function compare(projections: Tensor, quadrature: Quadrature, learning: boolean): Tensor[] {
  const knots = knotsOf(quadrature);
  const [B, M] = projections.shape as [number, number];
  // Of positive angles, because the wasm backend's sine loses two digits at negative ones.
  const half = mul(abs(projections), quadrature.step / 2);
  const halfSine = sin(half);
  const bend = mul(square(halfSine), 4);
  const drop = mul(bend, -0.5); // cos θ − 1
  const [cosine, sine] = [add(drop, 1), mul(mul(halfSine, cos(half)), mul(sign(projections), 2))];
  const normal = column(knots.map(({ t }) => Math.exp(-t * t / 2)));
  const real = sub(waveMeans({ start: ones([B, M]), rise: drop }, bend, knots), normal); // [K, M]
  const imaginary = waveMeans({ start: zeros([B, M]), rise: sine }, bend, knots); // [K, M]
  const weights = tensor([knots.map(({ weight }) => weight)], [1, knots.length]);
  const distances = reshape(matMul(weights, add(square(real), square(imaginary))), [M]);
  if (!learning) return [distances];
  const slopes = column(knots.map(({ t, weight }) => 2 * weight * t / (B * M)));
  const [u1, u2] = clenshaw(cosine, mul(imaginary, slopes), knots);
  const [v1] = clenshaw(cosine, mul(real, slopes), knots);
  return [distances, sub(sub(mul(cosine, u1), u2), mul(sine, v1))];
}

/** Weights, and the normal's characteristic function, at knots 1, 2, …: `[2, K]`. */
function tableOf({ step, weights }: Quadrature): Tensor {
  return tensor([[...weights], weights.map((_, i) => Math.exp(-(((i + 1) * step) ** 2) / 2))]);
}

/** Mean over columns of Σ weight·|ecf − φ|², for projections `[B, M]`. */
function eppsPulley(projections: Tensor, quadrature: Quadrature): Tensor {
  const learning = engine().isTapeOn();
  return withGradient([projections], {
    forward: (save) => {
      const inputs = { x: projections, table: tableOf(quadrature) };
      const attributes = { step: quadrature.step, derivative: Number(learning) };
      const [distances, derivative] = fused(
        "EppsPulley",
        inputs,
        attributes,
        () => compare(projections, quadrature, learning),
      );
      if (learning) save([derivative]);
      return mean(distances);
    },
    backward: (dy, [derivative]) => [mul(derivative, dy)],
  });
}

/**
 * How far sliced latents are from a standard normal: the statistic of Epps and Pulley (1983), the weighted squared
 * distance of empirical and normal characteristic function, averaged over frames and slices. Statistics are over
 * B, separately for each frame. Multiply by B for the test statistic.
 *
 * @param latents `[B, T, D]`.
 * @param directions `[D, S]`, a slice a column, not 0; brought to unit length here.
 * @param quadrature Knots and weights, symmetry already counted in.
 * @throws {InputError} when the shapes do not fit.
 */
export function slicedEppsPulley(latents: Tensor, directions: Tensor, quadrature: Quadrature): Scalar {
  const [B, T, D] = latents.shape as [number, number, number];
  const [rows, S] = directions.shape as [number, number];
  if (latents.rank !== 3 || directions.rank !== 2 || rows !== D) {
    throw new InputError(
      `Cannot slice: the latents have shape [${latents.shape}] and the directions [${directions.shape}], expected [B, T, D] and [D, S]`,
    );
  }
  return tidy(() => {
    const unit = mul(directions, reshape(rsqrt(sumRows(square(directions))), [1, S]));
    const projections = matMul(reshape(latents, [B * T, D]), unit); // [B·T, S]
    return reshape(eppsPulley(reshape(projections, [B, T * S]), quadrature), []);
  });
}
