import assert from "node:assert/strict";
import fc from "fast-check";
import { blockNames, blockShape } from "./block_shape.ts";
import { coverage } from "./coverage.ts";

const poses = fc.record({
  x: fc.double({ min: 200, max: 300, noNaN: true }),
  y: fc.double({ min: 200, max: 300, noNaN: true }),
  angle: fc.double({ min: -7, max: 7, noNaN: true }),
});

Deno.test("every block covers itself, and two poses cover each other alike, in 0…1", () => {
  fc.assert(fc.property(fc.nat(blockNames.length - 1), poses, poses, (shape, here, there) => {
    const block = blockShape(shape, 30);
    assert.ok(Math.abs(coverage(block, here, here) - 1) < 1e-9);
    const share = coverage(block, here, there);
    assert.ok(share >= 0 && share <= 1 + 1e-9);
    assert.ok(Math.abs(share - coverage(block, there, here)) < 1e-9);
  }));
});

Deno.test("blocks far apart cover nothing, and a T moved along its stem loses what sticks out", () => {
  const tee = blockShape(blockNames.indexOf("T"), 30);
  const at = { x: 256, y: 256, angle: 0 };
  assert.equal(coverage(tee, at, { ...at, x: 400 }), 0);
  assert.ok(Math.abs(coverage(tee, at, { ...at, y: 266 }) - (6300 - 1200) / 6300) < 1e-9);
});
