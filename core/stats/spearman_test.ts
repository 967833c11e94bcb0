import assert from "node:assert/strict";
import fc from "fast-check";
import { spearman } from "./spearman.ts";

Deno.test("a value by hand, with equal values sharing their rank", () => {
  // Ranks 1 2.5 2.5 4 and 2 1 3 4.
  const found = spearman([1, 2, 2, 9], [20, 10, 30, 40]) ?? NaN;
  assert.ok(Math.abs(found - 3 / Math.sqrt(4.5 * 5)) < 1e-12, `${found}`);
});

Deno.test("only the order counts, and turning it round turns the sign", () => {
  const numbers = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 20 });
  fc.assert(fc.property(numbers, (values) => {
    assert.equal(spearman(values, values.map((value) => value ** 3 + 5)), 1);
    assert.equal(spearman(values, values.map((value) => -value)), -1);
  }));
});

Deno.test("infinite numbers are equal", () => {
  assert.equal(spearman([1, Infinity, Infinity], [1, 7, 7]), 1);
});

Deno.test("what does not vary has no rank correlation", () => {
  assert.equal(spearman([1, 1, 1], [1, 2, 3]), undefined);
  assert.equal(spearman([1], [2]), undefined);
  assert.equal(spearman([], []), undefined);
});
