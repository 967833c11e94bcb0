import assert from "node:assert/strict";
import fc from "fast-check";
import { seededRng } from "../rng.ts";
import { shuffled } from "./shuffled.ts";

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
