import assert from "node:assert/strict";
import fc from "fast-check";
import { eigenvalues } from "./eigenvalues.ts";

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
