import {
  add,
  dispose,
  gather,
  mean,
  type Scalar,
  type Tensor,
  tidy,
  tile,
  variable,
} from "@tensorflow/tfjs-core";
import { read } from "../core/engine/read.ts";
import { seededRng } from "../core/rng.ts";
import type { Given, Objective, ObjectiveContext, Rng } from "../core/types.ts";
import { checkReached, gradientsOf } from "./module_rules/gradients.ts";
import { checkMemory } from "./module_rules/memory.ts";
import { demand, normalTensor, same, type Subject, withModule } from "./module_rules/subject.ts";
import { checkWeights } from "./module_rules/weights.ts";

/** Sizes that {@linkcode checkObjective} runs the objective with. */
export interface ObjectiveCheckOptions {
  /** P, by default 1. */
  readonly tokens?: number;
  /** Rows and columns of the tokens; by default no grid. */
  readonly grid?: readonly [rows: number, columns: number];
  /** D, by default 4. */
  readonly dim?: number;
  /** A, by default 2. */
  readonly action?: number;
  /** T, by default 3. */
  readonly frames?: number;
  /** Seed of weights and slices, by default 0. */
  readonly seed?: number;
}

interface Sizes {
  readonly tokens: number;
  readonly dim: number;
  readonly frames: number;
}

function latentsOf({ frames, tokens, dim }: Sizes, batch: number): Tensor {
  return normalTensor("latents", [batch, frames, tokens, dim]);
}

function guessesOf({ frames, tokens, dim }: Sizes, batch: number): Tensor {
  return normalTensor("guesses", [batch, frames - 1, tokens, dim]);
}

/** A context over given latents, with as many views as are asked for; the target is the latents themselves. */
function contextOf(latents: Tensor, guesses: Tensor, action: number, rng: Rng): ObjectiveContext {
  const [B, T] = latents.shape as [number, number];
  return {
    batch: { observations: {}, actions: normalTensor("actions", [B, T - 1, action]) },
    rng,
    mode: "train",
    encode: ({ view, keep } = {}) => {
      const seen = view ? add(latents, normalTensor(`view ${view}`, latents.shape)) : latents;
      return keep ? gather(seen, keep, 2) : seen;
    },
    target: () => latents,
    predict: (gap) => {
      if (!gap) return guesses;
      return tile(mean(gap.latents, 2, true), [1, 1, gap.positions.size, 1]); // [B, T, M, D]
    },
  };
}

/** The loss; throws unless it and its terms are scalars. */
function lossOf(objective: Objective, context: ObjectiveContext): Scalar {
  const { loss, terms = {} } = objective.loss(context);
  for (const [name, { shape }] of Object.entries({ ...terms, loss })) {
    demand("objective", shape.length === 0, `"${name}" has shape [${shape}], expected a scalar`);
  }
  return loss;
}

/** Finite gradients reach the objective's own parameters, and latents or guesses. */
async function checkPull(
  objective: Objective,
  loss: (latents: Tensor, guesses: Tensor) => Scalar,
  sizes: Sizes,
): Promise<void> {
  const seen = tidy(() => ({
    latents: variable(latentsOf(sizes, 8)),
    guesses: variable(guessesOf(sizes, 8)),
  }));
  const gradients = await gradientsOf(
    { ...seen, ...objective.params },
    () => loss(seen.latents, seen.guesses),
  );
  dispose(Object.values(seen));
  const pulled = Object.fromEntries(Object.entries(seen).filter(([name]) => gradients[name] !== undefined));
  demand(
    "objective",
    Object.keys(pulled).length > 0,
    "neither latents nor guesses get a gradient, expected that it can teach a model",
  );
  checkReached("objective", { ...pulled, ...objective.params }, gradients);
}

/**
 * Runs the rules of {@linkcode Objective} and throws {@linkcode InputError} with the first that is broken: a finite
 * scalar, and finite scalar terms; the same stream, the same loss; finite gradients to every parameter of its own
 * and to what it looks at; no leak.
 *
 * @param make Makes the objective from what the framework gives.
 *
 * @example
 * ```ts
 * import { checkObjective } from "@orrery/orrery/testing";
 * import { prediction } from "@orrery/orrery/models";
 * import { registerGradients } from "@orrery/orrery/core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * registerGradients();
 * await assert.doesNotReject(checkObjective((given) => prediction.make({}, given)));
 * ```
 */
export async function checkObjective(
  make: (given: Given<"objective">) => Objective,
  options: ObjectiveCheckOptions = {},
): Promise<void> {
  const { tokens = 1, grid, dim = 4, action = 2, frames = 3, seed = 0 } = options;
  const sizes: Sizes = { tokens, dim, frames };
  const loss = (objective: Objective, latents: Tensor, guesses: Tensor): Scalar =>
    lossOf(objective, contextOf(latents, guesses, action, seededRng(seed).fork("step")));
  const run = (objective: Objective, batch: number): Scalar =>
    loss(objective, latentsOf(sizes, batch), guessesOf(sizes, batch));
  const subject: Subject<Objective> = {
    kind: "objective",
    make: () => make({ tokens, ...(grid && { grid }), dim, action, rng: seededRng(seed) }),
    run: (objective, _mode, batch) => run(objective, batch),
  };
  checkMemory(subject);
  await checkWeights(subject);
  await withModule(subject, async (objective) => {
    const [first, second] = await read(tidy(() => [run(objective, 8), run(objective, 8)]));
    demand("objective", Number.isFinite(first[0]), `the loss is ${first[0]}, expected a finite number`);
    demand(
      "objective",
      same(first, second),
      "the loss differs for the same stream and latents, expected the same",
    );
    await checkPull(objective, (latents, guesses) => loss(objective, latents, guesses), sizes);
  });
}
