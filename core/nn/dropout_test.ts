import assert from "node:assert/strict";
import { fill, grad, sum, tidy } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../tests/conformance/no_leaks.ts";
import { read } from "../engine/read.ts";
import { seededRng } from "../rng.ts";
import { dropout } from "./dropout.ts";

await openTestBackend();

Deno.test("dropout scales what it keeps, in value and gradient, and the same stream keeps the same", () =>
  noLeaks(async () => {
    const layer = dropout(0.75);
    const [y, again, slope, infer] = await read(tidy(() => {
      const x = fill([5, 40], 3);
      const run = () => layer.apply(x, "train", seededRng(2));
      const slope = grad((x) => sum(layer.apply(x, "train", seededRng(2))))(x);
      return [run(), run(), slope, layer.apply(x, "infer")];
    }));
    assert.deepEqual(new Set(y), new Set([0, 12]));
    assert.deepEqual(again, y);
    assert.deepEqual(slope, y.map((value) => value / 3));
    assert.deepEqual(new Set(infer), new Set([3]));
  }));
