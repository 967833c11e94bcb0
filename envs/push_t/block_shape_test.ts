import assert from "node:assert/strict";
import { blockNames, blockShape } from "./block_shape.ts";

Deno.test("the T is the literature's T", () => {
  const tee = blockShape(blockNames.indexOf("T"), 30);
  assert.deepEqual([tee.mass, tee.moment, tee.area], [1, 3000, 6300]);
  assert.deepEqual(tee.centre, [0, 45]);
  assert.deepEqual(tee.parts.map((part) => part.kind === "polygon" && part.corners), [
    [[-60, 0], [60, 0], [60, 30], [-60, 30]],
    [[-15, 30], [15, 30], [15, 120], [-15, 120]],
  ]);
});

Deno.test("symmetric blocks turn about their origin, which is their centre of gravity", () => {
  blockNames.forEach((_name, shape) => {
    const { symmetry, centre, parts } = blockShape(shape, 30);
    if (symmetry === 1) return;
    assert.deepEqual(centre.map(Math.abs), [0, 0]);
    const corners = parts.flatMap((part) => part.kind === "polygon" ? [...part.corners] : []);
    const turn = 2 * Math.PI / symmetry;
    for (const [x, y] of corners) {
      const [tx, ty] = [x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn)];
      assert.ok(corners.some(([cx, cy]) => Math.abs(cx - tx) + Math.abs(cy - ty) < 1e-9));
    }
  });
});

Deno.test("areas grow with the square of the scale", () => {
  blockNames.forEach((_name, shape) => {
    assert.ok(Math.abs(blockShape(shape, 60).area / blockShape(shape, 30).area - 4) < 1e-12);
  });
});
