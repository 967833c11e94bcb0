import assert from "node:assert/strict";
import { grads, mul, sum, tensor1d, tidy, zeros } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { InputError } from "../errors.ts";
import { read } from "../engine/read.ts";
import { modulate } from "./modulate.ts";

await openTestBackend();

Deno.test("modulate scales about one and shifts, or gates about zero, with their gradients", async () => {
  for (const [about, expected] of [[1, [11, 24]], [0, [10, 22]]] as const) {
    const [y, dx, dScale, dShift] = await read(tidy(() => {
      const inputs = [tensor1d([1, 2]), tensor1d([2, 3]), tensor1d([8, 16])];
      const slopes = grads((x, scale, shift) =>
        sum(mul(modulate(x, { scale, shift, about }), tensor1d([1, 10])))
      );
      const [x, scale, shift] = inputs;
      return [modulate(x, { scale, shift, about }), ...slopes(inputs)];
    }));
    assert.deepEqual([...y], expected);
    assert.deepEqual([...dx], [2 + about, 10 * (3 + about)]);
    assert.deepEqual([...dScale], [1, 20]);
    assert.deepEqual([...dShift], [1, 10]);
  }
});

Deno.test("modulate refuses other shapes, which it would not broadcast", () => {
  tidy(() => {
    const [x, row] = [zeros([2, 3]), zeros([3])];
    assert.throws(() => modulate(x, { scale: row, shift: x }), InputError);
    assert.throws(() => modulate(x, { scale: x, shift: row }), InputError);
  });
});
