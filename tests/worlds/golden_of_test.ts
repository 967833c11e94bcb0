import assert from "node:assert/strict";
import { LineWorld } from "../../testing/line_world.ts";
import { goldenOf } from "./golden_of.ts";

class Other extends LineWorld {
  override measure(): Float64Array {
    return super.measure().map((x) => x + 1e-9);
  }
}

Deno.test("hashes that another computation does not give are none to keep", () => {
  const make = () => new LineWorld();
  const golden = goldenOf({ make, wrapped: true });
  assert.notEqual(golden.quick, golden.full);
  assert.deepEqual(goldenOf({ make, plain: make, wrapped: true }), golden);
  assert.throws(
    () => goldenOf({ make, plain: () => new Other(), wrapped: true }),
    new RegExp(`its full hash is ${golden.full}, and [0-9a-f]{64} without SIMD`),
  );
});
