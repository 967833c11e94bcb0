import assert from "node:assert/strict";
import { fill, grad, sum, tidy } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { read } from "../engine/read.ts";
import { InputError } from "../errors.ts";
import { seededRng } from "../rng.ts";
import { dropMask, dropout } from "./dropout.ts";

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

await openTestBackend();

Deno.test("dropMask drops the share that it is told, in every place, and lets the rest grow", () =>
  noLeaks(async () => {
    for (const rate of [0.1, 0.5, 0.9]) {
      const mask = dropMask([40, 500], rate, "train", seededRng(1));
      assert.deepEqual(mask?.shape, [40, 500]);
      const [values] = await read([mask]);
      const dropped = values.filter((value) => value === 0).length / values.length;
      assert.ok(Math.abs(dropped - rate) < 0.015, `${dropped} of ${rate}`);
      for (const lane of [0, 1, 2]) {
        const zeros = values.filter((value, i) => i % 3 === lane && value === 0).length;
        assert.ok(Math.abs(zeros / (values.length / 3) - rate) < 0.02, `${zeros} of lane ${lane}`);
      }
      assert.deepEqual(new Set(values), new Set([0, Math.fround(1 / (1 - rate))]));
    }
  }));

Deno.test("dropMask is there in training at a rate above 0 only, and asks for a stream", () => {
  assert.equal(dropMask([2], 0.5, "infer"), undefined);
  assert.equal(dropMask([2], 0, "train"), undefined);
  assert.throws(
    () => dropMask([2], 0.5, "train"),
    new InputError("Cannot drop out at rate 0.5: found no random stream, expected one to train with"),
  );
});
