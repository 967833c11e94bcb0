import assert from "node:assert/strict";
import { scalar, tensor1d, tidy } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { read } from "../engine/read.ts";
import { clipFactor } from "./clip_factor.ts";

await openTestBackend();

Deno.test("clipFactor shrinks long gradients only, and measures before", async () => {
  for (const [clip, expected] of [[1, 1 / 13.000001], [20, 1], [Infinity, 1]]) {
    const [[n], [f]] = await read(
      tidy(() => Object.values(clipFactor([tensor1d([3, 4]), scalar(12)], clip))),
    );
    assert.equal(n, 13);
    assert.ok(Math.abs(f - expected) < 1e-7);
  }
});

Deno.test("clipFactor takes as many gradients as a deep model has", async () => {
  const [[norm]] = await read(
    tidy(() => [clipFactor(Array.from({ length: 400 }, () => scalar(0.5)), 1).norm]),
  );
  assert.equal(norm, 10);
});
