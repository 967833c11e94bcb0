import assert from "node:assert/strict";
import { squaredDistance } from "./squared_distance.ts";

Deno.test("the distance is that to the part of the array that is told", () => {
  const all = Float32Array.of(9, 9, 1, 2, 9);
  assert.equal(squaredDistance(Float32Array.of(1, 2), all, 2), 0);
  assert.equal(squaredDistance(Float32Array.of(4, 6), all, 2), 25);
});
