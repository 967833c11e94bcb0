import assert from "node:assert/strict";
import type { GemmArguments } from "../core/engine/mod.ts";
import { ProductClock } from "./product_clock.ts";

Deno.test("products are passed on and counted", () => {
  const clock = new ProductClock();
  const seen: GemmArguments[] = [];
  const multiply = clock.watch((product) => void seen.push(product));
  const product = {
    transposeA: false,
    transposeB: true,
    m: 2,
    n: 3,
    k: 5,
    a: 0,
    b: 0,
    c: 0,
    accumulate: false,
  };
  multiply(product);
  multiply(product);
  assert.deepEqual(seen, [product, product]);
  assert.equal(clock.operations, 120);
  assert.ok(clock.ms >= 0);
});
