import assert from "node:assert/strict";
import { blockNames, blockShape } from "../../envs/push_t/block_shape.ts";
import { tee } from "./tee.ts";

for (const scale of [20, 30, 47]) {
  Deno.test(`bars, centre and gyration are those of the world's T of ${scale} px`, () => {
    const { bars, centre, gyration } = tee(scale, 15, 20);
    const block = blockShape(blockNames.indexOf("T"), scale);
    const boxes = block.parts.map((part) => {
      assert.equal(part.kind, "polygon");
      if (part.kind !== "polygon") return [];
      const [xs, ys] = [0, 1].map((axis) => part.corners.map((corner) => corner[axis]));
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    });
    assert.deepEqual(bars.map(({ low, high }) => [...low, ...high]), boxes);
    assert.deepEqual(centre, block.centre);
    assert.ok(Math.abs(gyration - block.moment / block.mass) < 1e-9);
  });
}

Deno.test("faces lie on the outline and look away from it", () => {
  const { bars, faces } = tee(30, 15, 20);
  const inside = (x: number, y: number) =>
    bars.some(({ low, high }) => x > low[0] && x < high[0] && y > low[1] && y < high[1]);
  for (const { out, from, to } of faces) {
    const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    assert.ok(inside(x - 0.1 * out[0], y - 0.1 * out[1]) && !inside(x + 0.1 * out[0], y + 0.1 * out[1]));
  }
});
