import assert from "node:assert/strict";
import { add, cumsum, mul, reshape, type Tensor, tensor } from "@tensorflow/tfjs-core";
import { noLeaks } from "../testing/no_leaks.ts";
import { openTestBackend } from "../tests/backend.ts";
import { InputError } from "./errors.ts";
import { createWorldModel } from "./world_model.ts";
import type { Condition, Encoder, Predictor } from "./types.ts";

await openTestBackend();
const nothing = { params: {}, buffers: {} };

const encoder: Encoder = {
  ...nothing,
  inputs: ["position"],
  tokens: 1,
  dim: 2,
  timeStride: 1,
  encode: ({ position }, { mode }) => {
    assert.equal(mode, "infer");
    return reshape(position, [position.shape[0], position.shape[1]!, 1, 2]);
  },
};

function actionsOf(condition: Condition): Tensor {
  assert.ok("actions" in condition);
  return condition.actions;
}

const integrator: Predictor = {
  ...nothing,
  history: 1,
  predict: (latents, condition) => {
    assert.equal(latents.shape[1], 1, "a Markov predictor gets one frame");
    return add(latents, reshape(actionsOf(condition), latents.shape));
  },
};

/** Row t guesses: sum of all actions up to t in its window, and the number of frames in the window. */
const counter = (history: number): Predictor => ({
  ...nothing,
  history,
  predict: (latents, condition) => {
    const [R, T] = latents.shape as [number, number];
    const sums = cumsum(actionsOf(condition), 1); // [R, T, 1]
    const frames = mul(tensor([0, 1]), T);
    return add(mul(reshape(sums, [R, T, 1, 1]), tensor([1, 0])), frames);
  },
});

Deno.test("imagine integrates each candidate from its own start", () =>
  noLeaks(async () => {
    const world = createWorldModel(encoder, integrator);
    const history = tensor([0, 0, 9, 9, 5, 5, 1, 2], [2, 2, 1, 2]); // only the last frame counts
    const plans = tensor([1, 0, 1, 0, 0, 1, 0, 1, 1, 1, 1, 1, -1, 0, 0, -1], [2, 2, 2, 2]);
    const futures = world.imagine(history, plans);
    assert.deepEqual(futures.shape, [2, 2, 2, 1, 2]);
    assert.deepEqual([...await futures.data()], [10, 9, 11, 9, 9, 10, 9, 11, 2, 3, 3, 4, 0, 2, 0, 1]);
    for (const used of [futures, history, plans]) used.dispose();
  }));

Deno.test("a predictor with history sees the past, older actions as zero, and never more than it declares", () =>
  noLeaks(async () => {
    const world = createWorldModel(encoder, counter(3));
    const history = tensor([1, 1, 2, 2], [1, 2, 1, 2]);
    const plans = tensor([1, 10, 100, 1000], [1, 1, 4, 1]);
    const futures = world.imagine(history, plans);
    assert.deepEqual([...await futures.data()], [1, 2, 11, 3, 111, 3, 1110, 3]);
    for (const used of [futures, history, plans]) used.dispose();
  }));

Deno.test("a history's actions count where they are told, each row its own, the last ones only", () =>
  noLeaks(async () => {
    const world = createWorldModel(encoder, counter(2));
    const history = tensor(new Array(12).fill(0), [2, 3, 1, 2]);
    const plans = tensor([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2, 1]);
    const past = tensor([5000, 100, 6000, 200], [2, 2, 1]);
    const futures = world.imagine(history, plans, past);
    assert.deepEqual([...await futures.data()], [101, 2, 3, 2, 103, 2, 7, 2, 205, 2, 11, 2, 207, 2, 15, 2]);
    const short = tensor([100], [1, 1, 1]);
    assert.throws(
      () => world.imagine(history, plans, short),
      new InputError('Cannot use "past": shape [1, 1, 1], expected [2, 2, 1]'),
    );
    for (const used of [futures, history, plans, past, short]) used.dispose();
  }));

Deno.test("encode runs in inference mode and leaves nothing behind", () =>
  noLeaks(() => {
    const world = createWorldModel(encoder, integrator);
    const position = tensor([1, 2, 3, 4], [1, 2, 2]);
    const latents = world.encode({ position });
    assert.deepEqual(latents.shape, [1, 2, 1, 2]);
    latents.dispose();
    position.dispose();
  }));

Deno.test("plans of another batch are refused in a sentence", () =>
  noLeaks(() => {
    const world = createWorldModel(encoder, integrator);
    const history = tensor([0, 0], [1, 1, 1, 2]);
    const plans = tensor([0, 0], [2, 1, 1, 1]);
    assert.throws(
      () => world.imagine(history, plans),
      (error) =>
        error instanceof InputError && /Cannot imagine.*\[1,1,1,2\].*\[2,1,1,1\]/.test(error.message),
    );
    history.dispose();
    plans.dispose();
  }));
