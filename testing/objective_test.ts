import assert from "node:assert/strict";
import { log, mean, mul, neg, type Scalar, scalar, square, tidy, variable } from "@tensorflow/tfjs-core";
import { stopGradient } from "../core/engine/stop_gradient.ts";
import { InputError } from "../core/errors.ts";
import type { Objective } from "../core/types.ts";
import { openTestBackend } from "../tests/backend.ts";
import { noLeaks } from "./no_leaks.ts";
import { checkObjective } from "./objective.ts";

await openTestBackend();

/** Mean square of the latents, as it is or changed. */
function energy(change: (loss: Scalar) => Scalar = (loss) => loss): () => Objective {
  return () => ({
    params: {},
    buffers: {},
    loss: ({ encode }) => ({ loss: tidy(() => change(mean(square(encode())))) }),
  });
}

let calls = 1;

const broken: readonly [string, RegExp, () => Objective][] = [
  ["gives no scalar", /"loss" has shape \[2,3,1,4\], expected a scalar/, () => ({
    params: {},
    buffers: {},
    loss: ({ encode }) => ({ loss: mul<Scalar>(encode(), 2) }),
  })],
  ["gives a term that is no scalar", /"spread" has shape \[2,3,1,4\]/, () => ({
    params: {},
    buffers: {},
    loss: ({ encode }) => ({ loss: mean(encode()), terms: { spread: mul<Scalar>(encode(), 2) } }),
  })],
  ["is not finite", /the loss is NaN/, energy((loss) => log(neg(loss)))],
  ["repeats nothing", /the loss differs for the same stream/, energy((loss) => mul(loss, calls++))],
  ["teaches nothing", /the gradient of "latents" is zero/, energy((loss) => stopGradient(loss))],
  ["looks at nothing", /neither latents nor guesses get a gradient/, energy(() => scalar(1))],
  ["leaves a weight unused", /"spare" gets no gradient/, () => ({
    ...energy()(),
    params: { spare: tidy(() => variable(scalar(1))) },
  })],
  [
    "keeps a tensor",
    /leaks 1 tensors/,
    energy((loss) => {
      tidy(() => variable(scalar(0)));
      return loss;
    }),
  ],
];

Deno.test("mean energy conforms and leaves nothing behind", () => noLeaks(() => checkObjective(energy())));

for (const [what, sentence, make] of broken) {
  Deno.test(`an objective that ${what} is refused`, async () => {
    await assert.rejects(checkObjective(make), (error: Error) => {
      assert.ok(error instanceof InputError, error.stack);
      assert.match(error.message, /^Cannot accept the objective: /);
      assert.match(error.message, sentence);
      return true;
    });
  });
}
