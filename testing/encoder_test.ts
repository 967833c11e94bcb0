import assert from "node:assert/strict";
import {
  add,
  dispose,
  gather,
  mean,
  mul,
  reshape,
  scalar,
  tensor,
  tidy,
  variable,
} from "@tensorflow/tfjs-core";
import { InputError } from "../core/errors.ts";
import { stopGradient } from "../core/engine/stop_gradient.ts";
import { dense } from "../core/nn/linear.ts";
import type { Encoder, Given } from "../core/types.ts";
import { openTestBackend } from "../tests/backend.ts";
import { checkEncoder } from "./encoder.ts";
import { noLeaks } from "./no_leaks.ts";

await openTestBackend();

const observations = { position: { shape: [3], dtype: "float32" as const } };

/** A linear encoder that keeps every rule. */
function linear({ rng }: Given<"encoder">): Encoder {
  const layer = dense({ input: 3, output: 4 }, rng);
  return {
    params: layer.params,
    buffers: {},
    inputs: ["position"],
    tokens: 2,
    dim: 2,
    timeStride: 1,
    encode: ({ position }, { mode, keep }) =>
      tidy(() => {
        const [B, T] = position.shape as [number, number];
        const latents = reshape(layer.apply(position, mode), [B, T, 2, 2]);
        return keep ? gather(latents, keep, 2) : latents;
      }),
  };
}

/** The linear encoder with something changed. */
type Change = (encoder: Encoder, given: Given<"encoder">) => Encoder;

const broken: readonly [string, RegExp, Change][] = [
  ["declares no width", /dim is 0, expected a whole number/, (e) => ({ ...e, dim: 0 })],
  [
    "reads an unknown stream",
    /it reads "depth", expected streams among position/,
    (e) => ({ ...e, inputs: ["depth"] }),
  ],
  ["declares other tokens", /shape \[2,2,2,2\], expected \[2,2,1,2\]/, (e) => ({ ...e, tokens: 1 })],
  ["declares another grid", /its grid has 3 rows of 2, expected 2 tokens/, (e) => ({ ...e, grid: [3, 2] })],
  ["declares a time stride", /expected \[2,2,2,2\]/, (e) => ({ ...e, timeStride: 2 })],
  [
    "names a weight twice",
    /"weight" is a parameter and a buffer/,
    (e) => ({ ...e, buffers: { weight: e.params.bias } }),
  ],
  ["keeps a tensor", /leaks 1 tensors/, (e) => ({
    ...e,
    encode: (streams, options) => {
      variable(scalar(0)).assign(scalar(1));
      return e.encode(streams, options);
    },
  })],
  [
    "forgets a weight",
    /making it leaves 2 tensors, expected its 1/,
    (e) => ({ ...e, params: { weight: e.params.weight } }),
  ],
  ["changes when it infers", /inference changes "bias"/, (e) => ({
    ...e,
    encode: (streams, options) => {
      tidy(() => e.params.bias.assign(add(e.params.bias, 1)));
      return e.encode(streams, options);
    },
  })],
  ["mixes the batch", /depends on the other rows of the batch/, (e) => ({
    ...e,
    encode: (streams, options) => tidy(() => add(e.encode(streams, options), mean(streams.position))),
  })],
  ["stops the gradient", /the gradient of "(weight|bias)" is zero/, (e) => ({
    ...e,
    encode: (streams, options) => tidy(() => stopGradient(e.encode(streams, options))),
  })],
  ["leaves a weight unused", /"spare" gets no gradient/, (e) => ({
    ...e,
    params: { ...e.params, spare: tidy(() => variable(scalar(1))) },
  })],
  ["is not finite", /not finite/, (e) => ({
    ...e,
    encode: (streams, options) => tidy(() => mul(e.encode(streams, options), Infinity)),
  })],
  ["does not leave tokens out", /told to keep 1 token it gives 2/, (e) => ({
    ...e,
    encode: (streams, { mode }) => e.encode(streams, { mode }),
  })],
  ["keeps tokens in its own order", /another order than they are listed in/, (e) => ({
    ...e,
    encode: (streams, { mode, keep }) =>
      keep?.size === 1 ? e.encode(streams, { mode, keep }) : e.encode(streams, { mode }),
  })],
  ["disposes what it borrows", /it disposes "position"/, (e) => ({
    ...e,
    encode: (streams, options) => {
      const latents = e.encode(streams, options);
      dispose(streams.position);
      return latents;
    },
  })],
];

Deno.test("a linear encoder conforms and leaves nothing behind", () =>
  noLeaks(() => checkEncoder(linear, { observations })));

for (const [what, sentence, change] of broken) {
  Deno.test(`an encoder that ${what} is refused`, async () => {
    const check = checkEncoder((given) => change(linear(given), given), { observations });
    await assert.rejects(check, (error: Error) => {
      assert.ok(error instanceof InputError, error.stack);
      assert.match(error.message, /^Cannot accept the encoder: /);
      assert.match(error.message, sentence);
      return true;
    });
  });
}

Deno.test("weights that ignore the stream are refused", async () => {
  let seed = 0;
  const check = checkEncoder((given) => {
    const encoder = linear(given);
    tidy(() => encoder.params.bias.assign(tensor([seed++, 0, 0, 0])));
    return encoder;
  }, { observations });
  await assert.rejects(check, /"bias" differs when made again/);
});

Deno.test("outputs that depend on how often it ran are refused", async () => {
  let calls = 0;
  const check = checkEncoder((given) => {
    const encoder = linear(given);
    return {
      ...encoder,
      encode: (streams, options) => tidy(() => add(encoder.encode(streams, options), calls++)),
    };
  }, { observations });
  await assert.rejects(check, /the second time, expected the same/);
});
