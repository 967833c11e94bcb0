import assert from "node:assert/strict";
import fc from "fast-check";
import { shrink } from "./shrink.ts";

Deno.test("a pixel is the mean of the area that it covers", () => {
  const rgb = Uint8Array.from([0, 90, 180].flatMap((value) => [value, value, value]));
  const half = shrink({ width: 3, height: 1, rgb }, 2, 1);
  assert.deepEqual([...half.rgb], [30, 30, 30, 150, 150, 150]);
});

Deno.test("the mean colour stays, whatever the sizes", () => {
  const sizes = fc.record({ from: fc.integer({ min: 4, max: 12 }), to: fc.integer({ min: 1, max: 4 }) });
  fc.assert(fc.property(sizes, fc.infiniteStream(fc.nat(255)), ({ from, to }, bytes) => {
    const rgb = Uint8Array.from(bytes.take(3 * from * from));
    const small = shrink({ width: from, height: from, rgb }, to, to).rgb;
    const mean = (values: Uint8Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
    assert.ok(Math.abs(mean(small) - mean(rgb)) <= 0.5 + 1e-9);
  }));
});
