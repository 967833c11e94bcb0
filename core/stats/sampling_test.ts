import assert from "node:assert/strict";
import fc from "fast-check";
import { seededRng } from "../rng.ts";
import { digest, shuffled } from "./sampling.ts";

Deno.test("every number comes once", () => {
  fc.assert(fc.property(fc.nat(60), fc.nat(), (count, seed) => {
    const drawn = [...shuffled(count, seededRng(seed))];
    assert.deepEqual(drawn.sort((a, b) => a - b), Array.from({ length: count }, (_, i) => i));
  }));
});

Deno.test("all orders of three are equally likely", () => {
  const counts = new Map<string, number>();
  const rng = seededRng(5);
  for (let i = 0; i < 6000; i++) {
    const order = [...shuffled(3, rng)].join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assert.equal(counts.size, 6);
  for (const count of counts.values()) assert.ok(Math.abs(count - 1000) < 150, `${count}`);
});

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
