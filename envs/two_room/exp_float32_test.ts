import assert from "node:assert/strict";
import fc from "fast-check";
import { expFloat32 } from "./exp_float32.ts";

Deno.test("expFloat32 is within one unit in the last place of the exponential", () => {
  fc.assert(fc.property(fc.double({ min: -87, max: 0, noNaN: true }), (x) => {
    const argument = Math.fround(x);
    const exact = Math.exp(argument);
    assert.ok(Math.abs(expFloat32(argument) - exact) <= exact * 2 ** -23);
  }));
});

Deno.test("expFloat32 is 1 at 0 and 0 far below", () => {
  assert.equal(expFloat32(0), 1);
  assert.equal(expFloat32(-104.5), 0);
  assert.equal(expFloat32(-Infinity), 0);
});
