import { tidy, zerosLike } from "@tensorflow/tfjs-core";
import { read } from "../core/engine/read.ts";
import { type AdamW, createAdamW } from "../core/nn/optim.ts";
import { compareGradients, compareValue, TOLERANCES } from "./differentiate.ts";
import type { LewmCase, Step } from "./lewm_case.ts";
import { here, WHOLE } from "./lewm_layout.ts";
import type { LewmModel } from "./lewm_model.ts";
import { differentiateLoss } from "./lewm_pass.ts";
import { type Discrepancy, relativeError } from "./replayer.ts";

/**
 * Parameters that only weight decay moves: their gradient is zero in exact arithmetic (a bias in front of BatchNorm,
 * the keys' bias), so that AdamW would blow rounding noise up to the size of its learning rate.
 */
function idleParameters({ optimizer: { lr, weight_decay }, steps, ...one }: LewmCase): ReadonlySet<string> {
  const shrink = (1 - lr * weight_decay) ** steps.length;
  const [first, last] = [here(one.params0, WHOLE), here(one.params_final, WHOLE)];
  return new Set(
    Object.keys(first).filter((name) =>
      first[name].data.every((value, i) => Math.abs(last[name].data[i] - value * shrink) < 1e-4 * lr)
    ),
  );
}

function compareFirst(
  one: LewmCase,
  values: readonly Float32Array[],
  gradients: readonly Float32Array[],
  names: readonly string[],
) {
  const [, , , latents, guesses] = values;
  const named = Object.fromEntries(names.map((name, i) => [name, gradients[i]]));
  return [
    compareValue(one.id, "first latents", latents, one.first_step.emb.data),
    compareValue(one.id, "first guesses", guesses, one.first_step.pred_emb.data),
    ...compareGradients(one.id, named, here(one.first_step.grads, WHOLE)),
  ];
}

/** As exact as gradients are: what optimiser steps have made. */
function compareSlope(
  name: string,
  quantity: string,
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  scale?: number,
): Discrepancy {
  return {
    case: name,
    quantity,
    error: relativeError(actual, expected, scale),
    tolerance: TOLERANCES.gradient,
  };
}

/** Errors of the sum and the sum of squares of all parameters; the sum's in relation to that of their sizes. */
function compareSums(name: string, params: readonly Float32Array[], expected: Step): Discrepancy[] {
  let [sum, sizes, squares] = [0, 0, 0];
  for (const value of params.flatMap((part) => Array.from(part))) {
    sum += value;
    sizes += Math.abs(value);
    squares += value * value;
  }
  return [
    compareSlope(name, "sum of parameters", [sum], [expected.param_sum], sizes),
    compareSlope(name, "sum of squares", [squares], [expected.param_sumsq]),
  ];
}

/** What one optimiser step gives, read back. */
interface Stepped {
  readonly results: readonly Float32Array[];
  readonly gradients: readonly Float32Array[];
  readonly norm: number;
}

/** One step of training; parameters that are `idle` get an exact zero for a gradient. */
async function step(
  one: LewmCase,
  { model, optimiser, idle }: {
    readonly model: LewmModel;
    readonly optimiser: AdamW;
    readonly idle: ReadonlySet<string>;
  },
  t: number,
): Promise<Stepped> {
  const names = Object.keys(model.params);
  const made = tidy(() => {
    const { results, gradients } = differentiateLoss(model, one, one.directions_raw[t]);
    const exact = Object.fromEntries(
      names.map((name) => [name, idle.has(name) ? zerosLike(gradients[name]) : gradients[name]]),
    );
    const { gradNorm } = optimiser.step(exact, one.optimizer.lr, t);
    return [gradNorm, ...results, ...names.map((name) => gradients[name])];
  });
  const [[norm], ...values] = await read(made);
  const count = values.length - names.length;
  return { results: values.slice(0, count), gradients: values.slice(count), norm };
}

async function replaySteps(one: LewmCase, model: LewmModel, optimiser: AdamW): Promise<Discrepancy[]> {
  const names = Object.keys(model.params);
  const idle = idleParameters(one);
  const found: Discrepancy[] = [];
  for (const [t, expected] of one.steps.entries()) {
    const { results, gradients, norm } = await step(one, { model, optimiser, idle }, t);
    const params = await read(names.map((name) => model.params[name].clone()));
    if (t === 0) found.push(...compareFirst(one, results, gradients, names));
    const name = `${one.id} step ${t}`;
    const compare = t === 0 ? compareValue : compareSlope; // later ones follow from steps along gradients
    found.push(
      compare(name, "loss", results[0], [expected.loss]),
      compare(name, "prediction", results[1], [expected.pred_loss]),
      compare(name, "sigreg", results[2], [expected.sigreg]),
      compareSlope(name, "grad norm", [norm], [expected.grad_norm]),
      ...compareSums(name, params, expected),
    );
  }
  return found;
}

/**
 * Error of what AdamW has made, as a whole: where a gradient passes by zero, an element's step is a quotient of two
 * roundings in single precision, so that one element may be off by a thousandth of the learning rate.
 */
function compareLength(
  name: string,
  quantity: string,
  actual: Float32Array,
  expected: readonly number[],
): Discrepancy {
  const difference = Math.hypot(...expected.map((value, i) => actual[i] - value));
  return compareSlope(name, quantity, [difference], [0], Math.hypot(...expected));
}

async function compareFinal(one: LewmCase, model: LewmModel): Promise<Discrepancy[]> {
  const expected = { ...here(one.params_final, WHOLE), ...here(one.buffers_final, WHOLE) };
  const names = Object.keys(expected);
  const values = await read(names.map((name) => (model.params[name] ?? model.buffers[name]).clone()));
  return names.map((name, i) => compareLength(one.id, `final ${name}`, values[i], expected[name].data));
}

/** Trains the model from the weights that it has, as the case tells. */
export async function replayTraining(one: LewmCase, model: LewmModel): Promise<Discrepancy[]> {
  const { weight_decay: weightDecay, betas, eps: epsilon, clip_norm } = one.optimizer;
  const optimiser = createAdamW(model.params, { weightDecay, betas, epsilon, clip: clip_norm ?? Infinity });
  const found = [...await replaySteps(one, model, optimiser), ...await compareFinal(one, model)];
  optimiser.dispose();
  return found;
}
