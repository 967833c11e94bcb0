import assert from "node:assert/strict";
import { grad, mul, sum, tensor1d, tidy } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { read } from "../engine/read.ts";
import { InputError } from "../errors.ts";
import { scaleShift } from "./scale_shift.ts";

await openTestBackend();

Deno.test("scaleShift multiplies, adds, and has the factor as slope", async () => {
  for (const length of [1, 4, 7]) {
    const x = Array.from({ length }, (_, i) => i);
    const [y, dx] = await read(tidy(() => {
      const weighted = grad((x) => sum(mul(scaleShift(x, 3, -2), 5)));
      return [scaleShift(tensor1d(x), 3, -2), weighted(tensor1d(x))];
    }));
    assert.deepEqual([...y], x.map((value) => 3 * value - 2));
    assert.deepEqual([...dx], x.map(() => 15));
  }
});

Deno.test("scaleShift refuses whole numbers", () => {
  tidy(() => assert.throws(() => scaleShift(tensor1d([1], "int32"), 2, 0), InputError));
});
