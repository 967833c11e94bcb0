import assert from "node:assert/strict";
import { add, concat, mean, mul, slice, type Tensor, tidy } from "@tensorflow/tfjs-core";
import { InputError } from "../core/errors.ts";
import { dense } from "../core/nn/linear.ts";
import type { Given, Predictor } from "../core/types.ts";
import { openTestBackend } from "../tests/backend.ts";
import { noLeaks } from "./no_leaks.ts";
import { checkPredictor } from "./predictor.ts";

await openTestBackend();

/** A linear predictor that keeps every rule. */
function linear({ dim, rng }: Given<"predictor">): Predictor {
  const layer = dense({ input: dim, output: dim }, rng);
  return {
    params: layer.params,
    buffers: {},
    history: 1,
    predict: (latents, _condition, mode) => layer.apply(latents, mode),
  };
}

/** Frame t becomes frame t + by; what falls off one end comes back at the other. */
function rotated(latents: Tensor, by: number): Tensor {
  const [B, T, P, D] = latents.shape as [number, number, number, number];
  const at = (by + T) % T;
  return concat([slice(latents, [0, at, 0, 0], [B, T - at, P, D]), slice(latents, 0, [B, at, P, D])], 1);
}

/** The linear predictor, given also something else of the latents. */
function peeking(
  history: number,
  other: (latents: Tensor) => Tensor,
): (given: Given<"predictor">) => Predictor {
  return (given) => {
    const predictor = linear(given);
    return {
      ...predictor,
      history,
      predict: (latents, condition, mode) =>
        tidy(() => predictor.predict(add(latents, other(latents)), condition, mode)),
    };
  };
}

const broken: readonly [string, RegExp, (given: Given<"predictor">) => Predictor][] = [
  ["has no history", /history is 0/, (given) => ({ ...linear(given), history: 0 })],
  ["sees the next frame", /row 0 depends on later frames/, peeking(2, (latents) => rotated(latents, 1))],
  [
    "sees more than its history",
    /row 1 depends on frames before its history of 1/,
    peeking(1, (latents) => {
      const [B, T, P, D] = latents.shape as [number, number, number, number];
      const before = slice(latents, 0, [B, T - 1, P, D]);
      return concat([mul(slice(latents, 0, [B, 1, P, D]), 0), before], 1);
    }),
  ],
  ["mixes the batch", /depends on the other rows/, peeking(1, (latents) => mean(latents, 0, true))],
  ["drops a frame", /guesses have shape \[2,2,1,4\]/, (given) => ({
    ...linear(given),
    predict: (latents) => slice(latents, 0, [latents.shape[0], 2, 1, 4]),
  })],
];

Deno.test("a linear predictor conforms and leaves nothing behind", () =>
  noLeaks(() => checkPredictor(linear)));

Deno.test("a predictor may look back as far as it says", () =>
  checkPredictor(peeking(2, (latents) => {
    const [B, T, P, D] = latents.shape as [number, number, number, number];
    return concat([mul(slice(latents, 0, [B, 1, P, D]), 0), slice(latents, 0, [B, T - 1, P, D])], 1);
  })));

for (const [what, sentence, make] of broken) {
  Deno.test(`a predictor that ${what} is refused`, async () => {
    await assert.rejects(checkPredictor(make), (error: Error) => {
      assert.ok(error instanceof InputError, error.stack);
      assert.match(error.message, sentence);
      return true;
    });
  });
}
