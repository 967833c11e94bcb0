import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError } from "../errors.ts";
import { lowest } from "./lowest.ts";

Deno.test("the k lowest are those of a stable full sort", () => {
  const costs = fc.array(
    fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(Infinity), fc.double({ noNaN: true })),
    {
      minLength: 1,
      maxLength: 30,
    },
  );
  fc.assert(fc.property(costs, fc.nat(), (values, k) => {
    const count = 1 + k % values.length;
    const sorted = values.map((value, i) => ({ value, i }))
      .sort((a, b) => a.value === b.value ? a.i - b.i : a.value < b.value ? -1 : 1);
    assert.deepEqual([...lowest(values, count)], sorted.slice(0, count).map(({ i }) => i));
  }));
});

Deno.test("NaN and too few candidates are refused", () => {
  assert.throws(() => lowest([1, NaN, 0], 1), /Cannot choose elites: the cost of candidate 1 is NaN/);
  assert.throws(() => lowest([1], 2), InputError);
});
