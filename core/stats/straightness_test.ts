import assert from "node:assert/strict";
import { InputError } from "../errors.ts";
import { squaredDistance, straightness } from "./straightness.ts";

Deno.test("a line is 1, a right angle 0, a turn back −1", () => {
  assert.equal(straightness(Float32Array.of(0, 0, 1, 0, 3, 0), 3, 2), 1);
  assert.equal(straightness(Float32Array.of(0, 0, 1, 0, 1, 1), 3, 2), 0);
  assert.equal(straightness(Float32Array.of(0, 0, 1, 0, 0, 0), 3, 2), -1);
});

Deno.test("paths do not run into each other, and rests do not count", () => {
  const two = Float32Array.of(0, 1, 2, 9, 8, 7);
  assert.equal(straightness(two, 3, 1), 1);
  assert.equal(straightness(Float32Array.of(0, 1, 1, 2, 3), 5, 1), 1);
  assert.equal(straightness(new Float32Array(3), 3, 1), 0);
});

Deno.test("torn paths are refused", () => {
  assert.throws(() => straightness(new Float32Array(5), 3, 1), InputError);
  assert.throws(() => straightness(new Float32Array(4), 2, 1), InputError);
});

Deno.test("the distance is that to the part of the array that is told", () => {
  const all = Float32Array.of(9, 9, 1, 2, 9);
  assert.equal(squaredDistance(Float32Array.of(1, 2), all, 2), 0);
  assert.equal(squaredDistance(Float32Array.of(4, 6), all, 2), 25);
});
