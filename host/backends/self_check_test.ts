import assert from "node:assert/strict";
import { openBackend } from "./open_backend.ts";
import { deviation, trainingStep } from "./self_check.ts";

Deno.test("wasm with BLAS and without computes the reference's training step", async () => {
  await openBackend("reference");
  const expected = await trainingStep();
  for (const blas of [true, false]) {
    await openBackend("wasm", { blas });
    const { loss, gradient } = deviation(await trainingStep(), expected);
    assert.ok(loss <= 1e-5 && gradient <= 1e-4, `loss ${loss}, gradient ${gradient}`);
  }
});

Deno.test("deviation sees a wrong value and one that is no number", () => {
  const expected = [Float32Array.of(2), Float32Array.of(4, -8)];
  assert.deepEqual(deviation(expected, expected), { loss: 0, gradient: 0 });
  assert.deepEqual(deviation([Float32Array.of(3), Float32Array.of(4, -4)], expected), {
    loss: 0.5,
    gradient: 0.5,
  });
  assert.equal(deviation([Float32Array.of(NaN), expected[1]], expected).loss, Infinity);
});
