import assert from "node:assert/strict";
import fc from "fast-check";
import type { Point } from "../physics/shape.ts";
import { blockNames, blockShape } from "./block_shape.ts";
import { coverage, discOverlapArea, overlapArea } from "./coverage.ts";

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

function rectangle(x: number, y: number, width: number, height: number, angle = 0): readonly Point[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corners: readonly Point[] = [[0, 0], [width, 0], [width, height], [0, height]];
  return corners.map(([u, v]) => [u * cos - v * sin + x, u * sin + v * cos + y]);
}

const close = (one: number, other: number): void =>
  assert.ok(Math.abs(one - other) < 1e-8, `${one}, ${other}`);

Deno.test("upright rectangles share the product of what they share along each axis", () => {
  const side = fc.integer({ min: 1, max: 30 });
  const box = fc.record({ x: fc.nat(40), y: fc.nat(40), w: side, h: side });
  fc.assert(fc.property(box, box, (a, b) => {
    const shared = (at: number, size: number, other: number, otherSize: number): number =>
      Math.max(0, Math.min(at + size, other + otherSize) - Math.max(at, other));
    const expected = shared(a.x, a.w, b.x, b.w) * shared(a.y, a.h, b.y, b.h);
    close(overlapArea(rectangle(a.x, a.y, a.w, a.h), rectangle(b.x, b.y, b.w, b.h)), expected);
  }));
});

Deno.test("the order does not matter, and a shape shares all of itself", () => {
  const pose = fc.record({
    x: fc.double({ min: -20, max: 20, noNaN: true }),
    y: fc.double({ min: -20, max: 20, noNaN: true }),
    angle: fc.double({ min: -7, max: 7, noNaN: true }),
  });
  fc.assert(fc.property(pose, pose, (a, b) => {
    const [one, other] = [a, b].map(({ x, y, angle }) => rectangle(x, y, 30, 10, angle));
    close(overlapArea(one, other), overlapArea(other, one));
    close(overlapArea(one, one), 300);
    assert.ok(overlapArea(one, other) <= 300 + 1e-8);
  }));
});

Deno.test("a square turned by an eighth of a turn shares an octagon", () => {
  const turned = rectangle(0, -Math.SQRT2, 2, 2, Math.PI / 4);
  close(overlapArea(rectangle(-1, -1, 2, 2), turned), 8 * (Math.SQRT2 - 1));
});

Deno.test("discs share a lens", () => {
  close(discOverlapArea(3, 0), 9 * Math.PI);
  assert.equal(discOverlapArea(3, 6), 0);
  close(discOverlapArea(1, 1), 2 * Math.PI / 3 - Math.sqrt(3) / 2);
});
