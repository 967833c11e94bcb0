import assert from "node:assert/strict";
import { InputError } from "../errors.ts";
import { seededRng } from "../rng.ts";
import { dimensionStd, effectiveRank } from "./collapse.ts";

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) < tolerance, `${actual} is not ${expected}`);

Deno.test("independent normals use all dimensions", () => {
  near(effectiveRank(Float32Array.from(seededRng(1).normals(4000 * 8)), 8), 8, 0.01);
});

Deno.test("latents on a plane have rank 2 wherever the plane lies", () => {
  const rng = seededRng(2);
  const latents = Float32Array.from({ length: 6 * 1000 }, () => 0);
  for (let r = 0; r < 1000; r++) {
    const [x, y] = rng.normals(2);
    latents.set([x + 100, y, x - 50, y, 7, 7], 6 * r);
  }
  near(effectiveRank(latents, 6), 2, 0.01);
});

Deno.test("unequal spread follows the entropy of the singular values", () => {
  const latents = Float32Array.of(3, 0, -3, 0, 0, 1, 0, -1); // singular values in the ratio 3 to 1
  const entropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25));
  near(effectiveRank(latents, 2), Math.exp(entropy), 1e-6);
});

Deno.test("total collapse has rank 1 and no spread", () => {
  const latents = new Float32Array(40).fill(0.3);
  assert.equal(effectiveRank(latents, 4), 1);
  assert.ok(dimensionStd(latents, 4).every((std) => std < 1e-7));
});

Deno.test("standard deviation of each dimension", () => {
  assert.deepEqual([...dimensionStd(Float32Array.of(1, 5, 3, 5), 2)], [1, 0]);
});

Deno.test("one row, half rows and NaN are refused", () => {
  assert.throws(() => effectiveRank(Float32Array.of(1, 2), 2), InputError);
  assert.throws(() => dimensionStd(Float32Array.of(1, 2, 3), 2), InputError);
  assert.throws(() => effectiveRank(Float32Array.of(1, NaN), 1), /NaN or infinity/);
});
