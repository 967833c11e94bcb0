import assert from "node:assert/strict";
import { HostError } from "../core/errors.ts";
import type { StoredTensors } from "../core/safetensors.ts";
import { compareAnswers } from "./compare_answers.ts";
import { worstGradient } from "./worst_gradient.ts";

function answers(values: { readonly [name: string]: readonly number[] }): StoredTensors {
  return new Map(
    Object.entries(values).map((
      [name, data],
    ) => [name, { shape: [data.length], data: Float32Array.from(data) }]),
  );
}

Deno.test("errors are told by their kind, and the worst gradient by its name", () => {
  const theirs = answers({ loss: [2], gradNorm: [1], "gradient a": [4, 0], "gradient b": [2, 1] });
  const ours = answers({ loss: [2], gradNorm: [1], "gradient a": [4, 0], "gradient b": [2, 1 + 2 ** -12] });
  assert.deepEqual(compareAnswers("x", ours, theirs), {
    lossError: 0,
    gradNormError: 0,
    gradientError: { error: 2 ** -13, tensor: "b" },
  });
});

Deno.test("scores are compared one by one", () => {
  const [ours, theirs] = [answers({ scores: [1000, 1 + 2 ** -14] }), answers({ scores: [1000, 1] })];
  assert.deepEqual(compareAnswers("x", ours, theirs), { scoreError: 2 ** -14 });
});

Deno.test("what rounding leaves of a gradient that is zero is compared with the largest of all", () => {
  const idle = "gradient encoder.block0.attention.key.bias";
  const [ours, theirs] = [
    answers({ "gradient a": [1], [idle]: [3e-8] }),
    answers({ "gradient a": [1], [idle]: [-1e-8] }),
  ];
  assert.ok((worstGradient(ours, theirs)?.error ?? 1) < 1e-7);
});

Deno.test("answers that are too far apart, missing or no numbers are refused", () => {
  const theirs = answers({ loss: [1], "gradient a": [1] });
  for (
    const ours of [
      answers({ loss: [1.001], "gradient a": [1] }),
      answers({ loss: [1] }),
      answers({ loss: [NaN], "gradient a": [1] }),
      answers({ loss: [1], "gradient a": [1.01] }),
      answers({ loss: [1], "gradient a": [1], "gradient b": [1] }),
    ]
  ) {
    assert.throws(
      () => compareAnswers("vit", ours, theirs),
      (error) => error instanceof HostError && /^Cannot time vit beside PyTorch: /.test(error.message),
    );
  }
});

Deno.test("answers that say nothing, or of a step no gradient, prove nothing", () => {
  const [nothing, loss] = [answers({}), answers({ loss: [1], gradNorm: [1] })];
  const [gradient, empty] = [answers({ "gradient a": [1] }), answers({ scores: [] })];
  for (const same of [nothing, loss, gradient, empty]) {
    assert.throws(
      () => compareAnswers("vit", same, same),
      /^HostError: Cannot time vit beside PyTorch: nothing/,
    );
  }
});
