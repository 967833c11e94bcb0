import assert from "node:assert/strict";
import { InputError } from "../errors.ts";
import { expectShape } from "./expect_shape.ts";

Deno.test("expectShape accepts the shape, with any length where it says −1", () => {
  expectShape({ shape: [2, 3] }, "x", [2, 3]);
  expectShape({ shape: [2, 3] }, "x", [-1, 3]);
  expectShape({ shape: [] }, "x", []);
});

Deno.test("expectShape names tensor, found and expected shape", () => {
  assert.throws(() => expectShape({ shape: [2, 3] }, "latents", [-1, 4]), (error) => {
    assert.ok(error instanceof InputError);
    assert.equal(error.message, 'Cannot use "latents": shape [2, 3], expected [any, 4]');
    return true;
  });
  assert.throws(() => expectShape({ shape: [2, 3] }, "x", [2, 3, 1]), InputError);
});
