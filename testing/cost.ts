import { memory, slice, type Tensor, tidy } from "@tensorflow/tfjs-core";
import { read } from "../core/engine/read.ts";
import type { Cost } from "../core/types.ts";
import { close, demand, normalTensor, same } from "./module_rules/subject.ts";

/** Sizes that {@linkcode checkCost} runs the cost with. */
export interface CostCheckOptions {
  /** P, by default 1. */
  readonly tokens?: number;
  /** D, by default 4. */
  readonly dim?: number;
  /** A, by default 2. */
  readonly action?: number;
}

const [B, N, H] = [2, 3, 4];

/** What a cost is asked. */
interface Question {
  readonly imagined: Tensor;
  readonly goal: Tensor;
  readonly plans: Tensor;
}

function questionOf({ tokens = 1, dim = 4, action = 2 }: CostCheckOptions): Question {
  return {
    imagined: normalTensor("imagined", [B, N, H, tokens, dim]),
    goal: normalTensor("goal", [B, tokens, dim]),
    plans: normalTensor("plans", [B, N, H, action]),
  };
}

/** The second problem with its last candidate only. */
function lastOf({ imagined, goal, plans }: Question): Question {
  const one = (all: Tensor) => slice(all, [B - 1, N - 1], [1, 1, ...all.shape.slice(2)]);
  return { imagined: one(imagined), goal: slice(goal, [B - 1], [1]), plans: one(plans) };
}

function answer(cost: Cost, { imagined, goal, plans }: Question): Tensor {
  const found = cost.cost(imagined, goal, plans);
  const expected = imagined.shape.slice(0, 2);
  demand("cost", `${found.shape}` === `${expected}`, `it has shape [${found.shape}], expected [${expected}]`);
  const whole = [imagined, goal, plans].every((tensor) => !tensor.isDisposed);
  demand("cost", whole, "it disposes its arguments, expected that it only borrows");
  return found;
}

/**
 * Runs the rules of {@linkcode Cost} and throws {@linkcode InputError} with the first that is broken: a finite number
 * for each candidate `[B, N]`; the same again; a number that does not depend on the other candidates; no leak.
 *
 * @param make Makes the cost.
 *
 * @example
 * ```ts
 * import { checkCost } from "@orrery/orrery/testing";
 * import { goalDistance } from "@orrery/orrery/planners";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * await assert.doesNotReject(checkCost(() => goalDistance.make({}, {})));
 * ```
 */
export async function checkCost(make: () => Cost, options: CostCheckOptions = {}): Promise<void> {
  const before = memory().numTensors;
  const cost = make();
  const [first, again, alone] = await read(tidy(() => {
    const question = questionOf(options);
    return [answer(cost, question), answer(cost, question), answer(cost, lastOf(question))];
  }));
  const left = memory().numTensors - before;
  demand("cost", left === 0, `it leaves ${left} tensors, expected 0`);
  const odd = first.find((value) => !Number.isFinite(value));
  demand("cost", odd === undefined, `a candidate costs ${odd}, expected a finite number`);
  demand(
    "cost",
    same(first, again),
    "the same candidates cost something else the second time, expected the same",
  );
  demand(
    "cost",
    close(alone, first.slice(-1)),
    "what a candidate costs depends on the others, expected that it does not",
  );
}
