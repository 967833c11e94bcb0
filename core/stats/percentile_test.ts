import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError } from "../errors.ts";
import { percentile } from "./percentile.ts";

Deno.test("ends are the extremes, the middle is interpolated, order does not matter", () => {
  assert.equal(percentile([3, 1, 2], 0), 1);
  assert.equal(percentile([3, 1, 2], 100), 3);
  assert.equal(percentile([10, 9], 25), 9.25);
  assert.equal(percentile([7], 95), 7);
});

Deno.test("percentiles rise with p and stay between the extremes", () => {
  const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 });
  const p = fc.integer({ min: 0, max: 100 });
  fc.assert(fc.property(values, p, p, (list, a, b) => {
    const [low, high] = [percentile(list, Math.min(a, b)), percentile(list, Math.max(a, b))];
    assert.ok(Math.min(...list) <= low && low <= high && high <= Math.max(...list));
  }));
});

Deno.test("nothing to rank, or p out of range, is refused", () => {
  assert.throws(() => percentile([], 50), InputError);
  assert.throws(() => percentile([1], 101), InputError);
});
