import {
  add,
  div,
  mul,
  type Scalar,
  scalar,
  sqrt,
  square,
  sub,
  type Tensor,
  tidy,
  type Variable,
  variable,
  zerosLike,
} from "@tensorflow/tfjs-core";
import { InputError } from "../errors.ts";
import type { Variables } from "../types.ts";
import { clipFactor } from "./clip_factor.ts";

/** Constants of {@linkcode createAdamW}; a task's `optimiser` fits. */
export interface AdamWSettings {
  /** Decoupled weight decay. */
  readonly weightDecay: number;
  /** Exponential decay rates of the two moments. */
  readonly betas: readonly number[];
  /** Added to the denominator. */
  readonly epsilon: number;
  /** Largest global norm of the gradient, > 0; Infinity for none. */
  readonly clip: number;
}

/** An optimiser with its moments. */
export interface AdamW {
  /** First and second moments, by `<parameter>.m` and `<parameter>.v`; a checkpoint keeps them. */
  readonly state: Variables;
  /**
   * Changes parameters and moments.
   *
   * @param gradients One for each parameter, by its name.
   * @param learningRate Learning rate of this step.
   * @param step Steps done before, from 0.
   * @returns The global norm of the gradients before clipping.
   */
  step(
    gradients: { readonly [name: string]: Tensor },
    learningRate: number,
    step: number,
  ): { readonly gradNorm: Scalar };
  /** Frees the moments. */
  dispose(): void;
}

/** Numbers of one step, uploaded once for all parameters. */
interface StepScalars {
  readonly decay: readonly Scalar[];
  readonly gain: readonly Scalar[];
  readonly shrink: Scalar;
  readonly rate: Scalar;
  readonly epsilon: Scalar;
}

/**
 * With t steps done after this one, lr·m̂/(√v̂ + ε) is written as rate·m/(√v + ε′), with the bias corrections in
 * rate and ε′: two operations less for each parameter.
 */
function stepScalars(settings: AdamWSettings, learningRate: number, t: number, factor: Scalar): StepScalars {
  const [beta1, beta2] = settings.betas;
  const root = Math.sqrt(1 - beta2 ** t);
  return {
    decay: [scalar(beta1), scalar(beta2)],
    gain: [mul(factor, 1 - beta1), mul(square(factor), 1 - beta2)],
    shrink: scalar(1 - learningRate * settings.weightDecay),
    rate: scalar(learningRate * root / (1 - beta1 ** t)),
    epsilon: scalar(settings.epsilon * root),
  };
}

function updateParameter(p: Variable, m: Variable, v: Variable, gradient: Tensor, s: StepScalars): void {
  tidy(() => {
    m.assign(add(mul(m, s.decay[0]), mul(gradient, s.gain[0])));
    v.assign(add(mul(v, s.decay[1]), mul(square(gradient), s.gain[1])));
    p.assign(sub(mul(p, s.shrink), mul(div(m, add(sqrt(v), s.epsilon)), s.rate)));
  });
}

/**
 * AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019) with clipping by global norm, in
 * PyTorch's order: clip, decay p by 1 − lr·weightDecay, then Adam with bias correction and ε outside the root.
 *
 * @param params What is optimised.
 * @param settings Its constants.
 *
 * @example
 * ```ts
 * import { createAdamW } from "@orrery/orrery/nn";
 * import { dispose, scalar, variable } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const x = variable(scalar(1));
 * const optimiser = createAdamW({ x }, { weightDecay: 0, betas: [0.9, 0.999], epsilon: 1e-8, clip: Infinity });
 * const { gradNorm } = optimiser.step({ x: scalar(3) }, 0.25, 0);
 * assert.equal((await gradNorm.data())[0], 3);
 * assert.ok(Math.abs((await x.data())[0] - 0.75) < 1e-6);
 * optimiser.dispose();
 * dispose([x, gradNorm]);
 * ```
 */
export function createAdamW(params: Variables, settings: AdamWSettings): AdamW {
  const names = Object.keys(params);
  const state: Record<string, Variable> = {};
  tidy(() => {
    for (const name of names) {
      state[`${name}.m`] = variable(zerosLike(params[name]), false);
      state[`${name}.v`] = variable(zerosLike(params[name]), false);
    }
  });

  function step(gradients: { readonly [name: string]: Tensor }, learningRate: number, done: number) {
    const missing = names.find((name) => gradients[name] === undefined);
    if (missing !== undefined) {
      throw new InputError(`Cannot step: parameter "${missing}" has no gradient, expected one for each`);
    }
    return tidy(() => {
      const { norm, factor } = clipFactor(names.map((name) => gradients[name]), settings.clip);
      const scalars = stepScalars(settings, learningRate, done + 1, factor);
      for (const name of names) {
        updateParameter(params[name], state[`${name}.m`], state[`${name}.v`], gradients[name], scalars);
      }
      return { gradNorm: norm };
    });
  }

  return { state, step, dispose: () => Object.values(state).forEach((moment) => moment.dispose()) };
}
