import {
  add,
  cast,
  engine,
  erf,
  exp,
  greater,
  mul,
  relu,
  reshape,
  sigmoid,
  square,
  sub,
  type Tensor,
} from "@tensorflow/tfjs-core";
import { expectShape } from "../engine/expect_shape.ts";
import { fused } from "../engine/fused.ts";
import { sumRows, withGradient } from "./custom_gradient.ts";

/** Names of the activations, for a component's options. */
export type Activation = "relu" | "gelu" | "silu";

/** What {@linkcode activate} is told. */
export interface ActivateOptions {
  /** `[C]`, added to the last axis before the activation; none unless told. */
  readonly bias?: Tensor | undefined;
  /** The activation; none unless told. */
  readonly activation?: Activation | undefined;
  /** Whether x is given away, so that its memory may hold the result; no unless told. */
  readonly overwrite?: boolean;
}

/** A function of z and what its derivative is made from: the derivative itself, or for `relu` the value. */
interface Curve {
  readonly kernel: string;
  readonly gradientKernel: string;
  /** Value, and the derivative on demand. */
  readonly at: (z: Tensor) => readonly [value: Tensor, slope: () => Tensor];
}

/** The normal distribution function Φ. */
function normal(x: Tensor): Tensor {
  return mul(add(erf(mul(x, Math.SQRT1_2)), 1), 0.5);
}

/** The density φ of the normal distribution. */
function density(x: Tensor): Tensor {
  return mul(exp(mul(square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
}

const curves: { readonly [A in Activation]: Curve } = {
  relu: {
    kernel: "BiasRelu",
    gradientKernel: "ReluGradient",
    at: (z) => {
      const y = relu(z);
      return [y, () => y];
    },
  },
  gelu: {
    kernel: "BiasGelu",
    gradientKernel: "SlopeGradient",
    at: (z) => {
      const share = normal(z);
      return [mul(z, share), () => add(share, mul(z, density(z)))];
    },
  },
  silu: {
    kernel: "BiasSilu",
    gradientKernel: "SlopeGradient",
    at: (z) => {
      const gate = sigmoid(z);
      const y = mul(z, gate);
      return [y, () => add(gate, mul(y, sub(1, gate)))];
    },
  },
};

/** The sum over all axes but the last. */
function sumToBias(dz: Tensor): Tensor {
  const rows = reshape(dz, [-1, dz.shape[dz.rank - 1]]);
  return fused("SumRows", { x: dz }, {}, () => [sumRows(rows)])[0];
}

function biased(x: Tensor, bias: Tensor, overwrite: boolean): Tensor {
  return withGradient([x, bias], {
    forward: () => fused("Bias", { x, bias }, { overwrite: Number(overwrite) }, () => [add(x, bias)])[0],
    backward: (dy) => [dy.clone(), sumToBias(dy)],
  });
}

/**
 * An activation after a bias, in one pass: f(x + bias), `[…, C]` → `[…, C]`. The derivative is worked out beside the
 * value, where both share their exponentials, and kept for the gradient.
 *
 * @throws {InputError} when the bias is not as long as the last axis, or what is computed on is not float32.
 *
 * @example
 * ```ts
 * import { activate } from "@orrery/orrery/nn";
 * import { dispose, tensor } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const [x, bias] = [tensor([1, 2, 3, 4], [2, 2]), tensor([0, -3])];
 * const y = activate(x, { bias, activation: "relu" });
 * assert.deepEqual([...await y.data()], [1, 0, 3, 1]);
 * dispose([x, bias, y]);
 * ```
 */
export function activate(x: Tensor, options: ActivateOptions): Tensor {
  const { bias, activation, overwrite = false } = options;
  if (bias) expectShape(bias, "bias", x.shape.slice(-1));
  if (!activation) return bias ? biased(x, bias, overwrite) : x.clone();
  const { kernel, gradientKernel, at } = curves[activation];
  const keepsValue = activation === "relu";
  // Without a tape nobody asks for derivatives. Asked here: inside `withGradient` the tape is off.
  const learning = engine().isTapeOn();
  const slope = Number(learning && !keepsValue);
  return withGradient(bias ? [x, bias] : [x], {
    forward: (save) => {
      const inputs = bias ? { x, bias } : { x };
      const found = fused(kernel, inputs, { slope, overwrite: Number(overwrite) }, () => {
        const [value, slopeOf] = at(bias ? add(x, bias) : x);
        return slope ? [value, slopeOf()] : [value];
      });
      if (learning) save([keepsValue ? found[0] : found[1]]);
      return found[0];
    },
    backward: (dy, [kept]) =>
      fused(gradientKernel, { dy, slope: kept }, { summed: Number(bias !== undefined) }, () => {
        const dz = mul(dy, keepsValue ? cast(greater(kept, 0), "float32") : kept);
        return bias ? [dz, sumToBias(dz)] : [dz];
      }),
  });
}

/**
 * The exact Gaussian error linear unit, x·Φ(x) with the normal distribution function Φ (Hendrycks and Gimpel,
 * "Gaussian error linear units", 2016). Any shape.
 */
export function gelu(x: Tensor): Tensor {
  return activate(x, { activation: "gelu" });
}

/** The sigmoid linear unit, x·σ(x) (Elfwing et al., "Sigmoid-weighted linear units", 2017). Any shape. */
export function silu(x: Tensor): Tensor {
  return activate(x, { activation: "silu" });
}

/** Adds a bias `[C]` to the last axis of `[…, C]`. Throws `InputError` for a bias of another length. */
export function addBias(x: Tensor, bias: Tensor): Tensor {
  return activate(x, { bias });
}
