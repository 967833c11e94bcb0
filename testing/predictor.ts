import { add, type Tensor, tensor, tensor1d, tidy } from "@tensorflow/tfjs-core";
import { read } from "../core/engine/read.ts";
import { seededRng } from "../core/rng.ts";
import type { Condition, Given, Mode, Predictor } from "../core/types.ts";
import { checkGradients } from "./module_rules/gradients.ts";
import { checkMemory } from "./module_rules/memory.ts";
import { checkModes } from "./module_rules/modes.ts";
import { close, demand, normalTensor, type Subject, withModule } from "./module_rules/subject.ts";
import { checkWeights } from "./module_rules/weights.ts";

/** Sizes that {@linkcode checkPredictor} runs the predictor with. */
export interface PredictorCheckOptions {
  /** P, by default 1; 2 or more for a predictor that fills in tokens. */
  readonly tokens?: number;
  /** D, by default 4. */
  readonly dim?: number;
  /** A, by default 2. */
  readonly action?: number;
  /** T, frames; by default two more than the predictor looks back on. */
  readonly frames?: number;
  /** Seed of the weights, by default 0. */
  readonly seed?: number;
}

interface Sizes {
  readonly tokens: number;
  readonly dim: number;
  readonly action: number;
  readonly frames: number | undefined;
}

const framesOf = ({ frames }: Sizes, { history }: Predictor): number => frames ?? history + 2;

/** 1 at the frames that shall change, as `[1, T, 1, …]`. */
function marks(T: number, changes: (frame: number) => boolean, rank: number): Tensor {
  const shape = Array.from({ length: rank }, (_, axis) => axis === 1 ? T : 1);
  return tensor(Array.from({ length: T }, (_, t) => changes(t) ? 1 : 0), shape, "float32");
}

/** What the predictor is told; with positions, the first half of the tokens is seen and the others are asked for. */
function tell(
  { condition = "actions" }: Predictor,
  { tokens, action }: Sizes,
  { batch, T, changes }: { batch: number; T: number; changes: (frame: number) => boolean },
): { readonly condition: Condition; readonly seen: number; readonly asked: number } {
  if (condition === "actions") {
    const actions = add(normalTensor("actions", [batch, T, action]), marks(T, changes, 3));
    return { condition: { actions }, seen: tokens, asked: tokens };
  }
  demand("predictor", tokens > 1, `it fills in tokens of 1, expected a check with 2 or more tokens`);
  const seen = Math.floor(tokens / 2);
  const all = Array.from({ length: tokens }, (_, token) => token);
  const [keep, positions] = [all.slice(0, seen), all.slice(seen)].map((some) => tensor1d(some, "int32"));
  return { condition: { keep, positions }, seen, asked: tokens - seen };
}

/** Predicts after adding 1 to latents and actions of some frames. */
function predict(
  predictor: Predictor,
  sizes: Sizes,
  { mode, batch, changes = () => false }: {
    readonly mode: Mode;
    readonly batch: number;
    readonly changes?: (frame: number) => boolean;
  },
): Tensor {
  const T = framesOf(sizes, predictor);
  const { condition, seen, asked } = tell(predictor, sizes, { batch, T, changes });
  const latents = add(normalTensor("latents", [batch, T, seen, sizes.dim]), marks(T, changes, 4));
  const guesses = predictor.predict(latents, condition, mode, seededRng(0).fork("pass"));
  const expected = [batch, T, asked, sizes.dim];
  demand(
    "predictor",
    guesses.shape.join() === expected.join(),
    `guesses have shape [${guesses.shape}], expected [${expected}]`,
  );
  demand(
    "predictor",
    [latents, ...Object.values<Tensor>(condition)].every(({ isDisposed }) => !isDisposed),
    "it disposes its arguments, expected that it only borrows",
  );
  return guesses;
}

/** Row t sees frames t − history + 1 … t, and no others. */
async function checkSight(predictor: Predictor, sizes: Sizes): Promise<void> {
  const batch = 2;
  const T = framesOf(sizes, predictor);
  const rows = async (changes: (frame: number) => boolean): Promise<Float32Array[]> => {
    const [values] = await read([tidy(() => predict(predictor, sizes, { mode: "infer", batch, changes }))]);
    const width = values.length / (batch * T);
    return Array.from({ length: T }, (_, t) => values.slice(t * width, (t + 1) * width)); // of the first window
  };
  const plain = await rows(() => false);
  for (let t = 0; t < T; t++) {
    const later = await rows((frame) => frame > t);
    demand(
      "predictor",
      close(later[t], plain[t]),
      `row ${t} depends on later frames, expected frames up to ${t}`,
    );
    const earlier = await rows((frame) => frame <= t - predictor.history);
    demand(
      "predictor",
      close(earlier[t], plain[t]),
      `row ${t} depends on frames before its history of ${predictor.history}, expected a history that covers what it sees`,
    );
  }
}

/**
 * Runs the rules of {@linkcode Predictor} and throws {@linkcode InputError} with the first that is broken: guesses of
 * the right shape; row t sees no later frame and none before its history; the same stream, the same weights;
 * inference that changes nothing and takes each row by itself; training that repeats itself; finite gradients to
 * every parameter; no leak.
 *
 * @param make Makes the predictor from what the framework gives.
 *
 * @example
 * ```ts
 * import { checkPredictor } from "@orrery/orrery/testing";
 * import { residualMlp } from "@orrery/orrery/models";
 * import { registerGradients } from "@orrery/orrery/core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * registerGradients();
 * await assert.doesNotReject(checkPredictor((given) => residualMlp.make({ hidden: 8 }, given)));
 * ```
 */
export async function checkPredictor(
  make: (given: Given<"predictor">) => Predictor,
  { tokens = 1, dim = 4, action = 2, frames, seed = 0 }: PredictorCheckOptions = {},
): Promise<void> {
  const sizes: Sizes = { tokens, dim, action, frames };
  const subject: Subject<Predictor> = {
    kind: "predictor",
    make: () => make({ tokens, dim, action, rng: seededRng(seed) }),
    run: (predictor, mode, batch) => {
      const { history } = predictor;
      demand(
        "predictor",
        Number.isInteger(history) && history > 0,
        `history is ${history}, expected a whole number above 0`,
      );
      return predict(predictor, sizes, { mode, batch });
    },
  };
  checkMemory(subject);
  await checkWeights(subject);
  await checkModes(subject);
  await withModule(subject, (predictor) => checkSight(predictor, sizes));
  await checkGradients(subject);
}
