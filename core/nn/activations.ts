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

/** Options of {@linkcode activate}. */
export interface ActivateOptions {
  /** `[C]`, added to the last axis before the activation; default none. */
  readonly bias?: Tensor | undefined;
  /** The activation; default none. */
  readonly activation?: Activation | undefined;
  /** Whether x is given away, so that its memory may hold the result; default no. */
  readonly overwrite?: boolean;
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
  const { kernel, gradientKernel, compute } = ACTIVATIONS[activation];
  const keepsValue = activation === "relu";
  // Without a tape nobody asks for derivatives. Asked here: inside `withGradient` the tape is off.
  const learning = engine().isTapeOn();
  const derivative = Number(learning && !keepsValue);
  return withGradient(bias ? [x, bias] : [x], {
    forward: (save) => {
      const inputs = bias ? { x, bias } : { x };
      const found = fused(kernel, inputs, { derivative, overwrite: Number(overwrite) }, () => {
        const [value, derivativeOf] = compute(bias ? add(x, bias) : x);
        return derivative ? [value, derivativeOf()] : [value];
      });
      if (learning) save([keepsValue ? found[0] : found[1]]);
      return found[0];
    },
    backward: (dy, [kept]) =>
      fused(gradientKernel, { dy, derivative: kept }, { summed: Number(bias !== undefined) }, () => {
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

/** An activation f of z. */
interface Formula {
  readonly kernel: string;
  readonly gradientKernel: string;
  /** f(z), and on demand what the derivative is made from: the derivative itself, or for `relu` the value. */
  readonly compute: (z: Tensor) => readonly [value: Tensor, derivative: () => Tensor];
}

const ACTIVATIONS: { readonly [A in Activation]: Formula } = {
  relu: {
    kernel: "BiasRelu",
    gradientKernel: "ReluGradient",
    compute: (z) => {
      const y = relu(z);
      return [y, () => y];
    },
  },
  gelu: {
    kernel: "BiasGelu",
    gradientKernel: "ActivationGradient",
    compute: (z) => {
      const probability = normal(z);
      return [mul(z, probability), () => add(probability, mul(z, density(z)))];
    },
  },
  silu: {
    kernel: "BiasSilu",
    gradientKernel: "ActivationGradient",
    compute: (z) => {
      const gate = sigmoid(z);
      const y = mul(z, gate);
      return [y, () => add(gate, mul(y, sub(1, gate)))];
    },
  },
};

/** The normal distribution function Φ. */
function normal(x: Tensor): Tensor {
  return mul(add(erf(mul(x, Math.SQRT1_2)), 1), 0.5);
}

/** The density φ of the normal distribution. */
function density(x: Tensor): Tensor {
  return mul(exp(mul(square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
}

function biased(x: Tensor, bias: Tensor, overwrite: boolean): Tensor {
  return withGradient([x, bias], {
    forward: () => fused("Bias", { x, bias }, { overwrite: Number(overwrite) }, () => [add(x, bias)])[0],
    backward: (dy) => [dy.clone(), sumToBias(dy)],
  });
}

/** The sum over all axes but the last. */
function sumToBias(dz: Tensor): Tensor {
  const rows = reshape(dz, [-1, dz.shape[dz.rank - 1]]);
  return fused("SumRows", { x: dz }, {}, () => [sumRows(rows)])[0];
}
