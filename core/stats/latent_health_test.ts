import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError } from "../errors.ts";
import { seededRng } from "../rng.ts";
import { dimensionStd, effectiveRank, eigenvalues } from "./latent_health.ts";

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

Deno.test("a diagonal matrix gives its diagonal, sorted; the argument is left alone", () => {
  const matrix = Float64Array.of(1, 0, 0, 0, -3, 0, 0, 0, 2);
  assert.deepEqual([...eigenvalues(matrix, 3)], [2, 1, -3]);
  assert.equal(matrix[4], -3);
});

Deno.test("the second difference matrix has its known spectrum", () => {
  const n = 12;
  const matrix = Float64Array.from({ length: n * n }, (_, i) => {
    const apart = Math.abs(Math.floor(i / n) - i % n);
    return apart === 0 ? 2 : apart === 1 ? -1 : 0;
  });
  eigenvalues(matrix, n).forEach((value, k) => {
    const expected = 2 + 2 * Math.cos((k + 1) * Math.PI / (n + 1));
    assert.ok(Math.abs(value - expected) < 1e-11);
  });
});

Deno.test("trace and sum of squares survive", () => {
  const numbers = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 25, maxLength: 25 });
  fc.assert(fc.property(numbers, (values) => {
    const at = (i: number, j: number) => values[5 * i + j] + values[5 * j + i];
    const matrix = Float64Array.from({ length: 25 }, (_, i) => at(Math.floor(i / 5), i % 5));
    const spectrum = eigenvalues(matrix, 5);
    const trace = [0, 6, 12, 18, 24].reduce((sum, i) => sum + matrix[i], 0);
    const squares = matrix.reduce((sum, value) => sum + value * value, 0);
    assert.ok(Math.abs(spectrum.reduce((sum, value) => sum + value, 0) - trace) < 1e-9);
    assert.ok(
      Math.abs(spectrum.reduce((sum, value) => sum + value * value, 0) - squares) < 1e-9 * (1 + squares),
    );
  }));
});
