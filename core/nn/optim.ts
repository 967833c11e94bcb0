import {
  add,
  div,
  minimum,
  mul,
  type Scalar,
  scalar,
  sqrt,
  square,
  stack,
  sub,
  sum,
  type Tensor,
  tidy,
  type Variable,
  variable,
  zerosLike,
} from "@tensorflow/tfjs-core";
import { expectShape } from "../engine/expect_shape.ts";
import { fused } from "../engine/fused.ts";
import { InputError } from "../errors.ts";
import type { Variables } from "../types.ts";

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
   * @throws {InputError} when a parameter has no gradient, or one of another shape.
   */
  step(
    gradients: { readonly [name: string]: Tensor },
    learningRate: number,
    step: number,
  ): { readonly gradNorm: Scalar };
  /** Frees the moments. */
  dispose(): void;
}

/**
 * AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019) with clipping by global norm, in
 * PyTorch's order: clip, decay p by 1 − lr·weightDecay, then Adam with bias correction and ε outside the root.
 *
 * @param params The optimised parameters.
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
    for (const name of names) expectShape(gradients[name], `gradient of ${name}`, params[name].shape);
    return tidy(() => {
      const { norm, factor } = clipFactor(names.map((name) => gradients[name]), settings.clip);
      const numbers = stepNumbers(settings, learningRate, done + 1);
      const scalars = uploaded(numbers);
      for (const name of names) {
        const slot = [params[name], state[`${name}.m`], state[`${name}.v`]] as const;
        update(slot, gradients[name], factor, numbers, scalars);
      }
      return { gradNorm: norm };
    });
  }

  return { state, step, dispose: () => Object.values(state).forEach((moment) => moment.dispose()) };
}

/** A parameter and its moments. */
type Slot = readonly [p: Variable, m: Variable, v: Variable];

/** A step of one parameter along its gradient, multiplied with `clip` first. */
function update(
  [p, m, v]: Slot,
  g: Tensor,
  clip: Scalar,
  numbers: StepNumbers,
  s: ReturnType<typeof uploaded>,
): void {
  tidy(() => {
    const [nextP, nextM, nextV] = fused("AdamW", { p, m, v, g, clip }, numbers, () => {
      const clipped = mul(g, clip);
      const first = add(mul(m, s.beta1), mul(clipped, s.gain1));
      const second = add(mul(v, s.beta2), mul(square(clipped), s.gain2));
      const step = mul(div(first, add(sqrt(second), s.epsilon)), s.rate);
      return [sub(mul(p, s.shrink), step), first, second];
    });
    m.assign(nextM);
    v.assign(nextV);
    p.assign(nextP);
  });
}

/** Numbers of one step. */
interface StepNumbers {
  readonly [name: string]: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly gain1: number;
  readonly gain2: number;
  readonly shrink: number;
  readonly rate: number;
  readonly epsilon: number;
}

/**
 * With t steps done after this one, lr·m̂/(√v̂ + ε) is written as rate·m/(√v + ε′), with the bias corrections in
 * rate and ε′: two operations less for each parameter.
 */
function stepNumbers(
  { betas, epsilon, weightDecay }: AdamWSettings,
  learningRate: number,
  t: number,
): StepNumbers {
  const [beta1, beta2] = betas;
  const root = Math.sqrt(1 - beta2 ** t);
  return {
    beta1,
    beta2,
    gain1: 1 - beta1,
    gain2: 1 - beta2,
    shrink: 1 - learningRate * weightDecay,
    rate: learningRate * root / (1 - beta1 ** t),
    epsilon: epsilon * root,
  };
}

/** The same as tensors, uploaded once for all parameters. */
function uploaded(numbers: StepNumbers): { readonly [name: string]: Scalar } {
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, scalar(value)]));
}

/** Result of {@linkcode clipFactor}. */
export interface ClipFactor {
  /** Root of the sum of squares of all entries of all gradients, before clipping. */
  readonly norm: Scalar;
  /** Factor of the gradients, at most 1. */
  readonly factor: Scalar;
}

/**
 * The factor that brings gradients to a global norm of at most `clip` (Pascanu et al., 2013), by PyTorch's rule:
 * clip/(norm + 1e-6) where that is below 1. Tensors only, nothing is read back. Both belong to the caller.
 *
 * @param gradients All gradients of a step, at least one.
 * @param clip Largest norm, > 0; Infinity leaves gradients alone.
 */
export function clipFactor(gradients: readonly Tensor[], clip: number): ClipFactor {
  return tidy(() => {
    const squares = gradients.map((gradient): Scalar => sum(square(gradient)));
    // Not addN: on WebGPU it binds a buffer for each of them in one shader, which allows few.
    const norm: Scalar = sqrt(sum(stack(squares)));
    if (clip === Infinity) return { norm, factor: scalar(1) };
    return { norm, factor: minimum<Scalar>(div(clip, add(norm, 1e-6)), 1) };
  });
}

/** Corners of a schedule. */
export interface ScheduleCorners {
  /** Value after warm-up. */
  readonly peak: number;
  /** Steps of warm-up. */
  readonly warmup: number;
  /** Steps in all. */
  readonly total: number;
  /** Value at step 0; default 0. */
  readonly start?: number;
  /** Value at step `total`; default 0. */
  readonly final?: number;
}

/**
 * Linear warm-up, then half a cosine from `peak` to `final` (Loshchilov and Hutter, "SGDR", 2017).
 *
 * @param step Steps done before this one, from 0; past `total` the value stays `final`.
 *
 * @example
 * ```ts
 * import { warmupCosine } from "@orrery/orrery/nn";
 * import assert from "node:assert/strict";
 *
 * const corners = { peak: 0.2, warmup: 10, total: 110 };
 * assert.deepEqual([0, 5, 10, 60, 110].map((step) => warmupCosine(step, corners).toFixed(2)), [
 *   "0.00", "0.10", "0.20", "0.10", "0.00",
 * ]);
 * ```
 */
export function warmupCosine(step: number, corners: ScheduleCorners): number {
  const { peak, warmup, total, final = 0 } = corners;
  const progress = Math.min(1, (step - warmup) / Math.max(1, total - warmup));
  return rising(step, corners) ?? final + (peak - final) * (1 + Math.cos(Math.PI * progress)) / 2;
}

/**
 * Linear warm-up, a plateau at `peak`, then a line to `final` in the last `anneal` steps (Hu et al., "MiniCPM",
 * 2024; V-JEPA 2 trains with it).
 *
 * @param step Steps done before this one, from 0; past `total` the value stays `final`.
 */
export function warmupStableDecay(
  step: number,
  corners: ScheduleCorners & { readonly anneal: number },
): number {
  const { peak, total, anneal, final = 0 } = corners;
  const progress = Math.min(1, Math.max(0, (step - (total - anneal)) / anneal));
  return rising(step, corners) ?? peak + (final - peak) * progress;
}

/** Rises along a line from `start` to `peak` in `warmup` steps; undefined afterwards. */
function rising(step: number, { peak, warmup, start = 0 }: ScheduleCorners): number | undefined {
  return step < warmup ? start + (peak - start) * (step / warmup) : undefined;
}
