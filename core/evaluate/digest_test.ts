import assert from "node:assert/strict";
import { digest } from "./digest.ts";

Deno.test("equal numbers give equal digits, whatever array holds them", async () => {
  const first = await digest([Float64Array.of(1, 2), Float64Array.of(3)]);
  assert.match(first, /^[0-9a-f]{64}$/);
  assert.equal(await digest([Float64Array.of(9, 1, 2).subarray(1), Float64Array.of(3)]), first);
});

Deno.test("other numbers, another order and other borders give others", async () => {
  const all = await Promise.all([
    digest([Float64Array.of(1, 2), Float64Array.of(3)]),
    digest([Float64Array.of(1), Float64Array.of(2, 3)]),
    digest([Float64Array.of(3), Float64Array.of(1, 2)]),
    digest([Float64Array.of(1, 2), Float64Array.of(3 + 1e-12)]),
    digest([]),
  ]);
  assert.equal(new Set(all).size, all.length);
});
