import assert from "node:assert/strict";
import fc from "fast-check";
import { PlacedDisc } from "./placed_disc.ts";
import { PlacedPolygon } from "./placed_polygon.ts";
import { PlacedSegment } from "./placed_segment.ts";
import { Touch } from "./touch.ts";
import { touchWallDisc, touchWallPolygon } from "./touch_wall.ts";

const wall = new PlacedSegment({ from: [0, 0], to: [100, 0], radius: 2 });

function square(x: number, y: number, angle = 0): PlacedPolygon {
  const corners = [[-10, -10], [10, -10], [10, 10], [-10, 10]] as const;
  const placed = new PlacedPolygon({ kind: "polygon", corners });
  placed.move(x, y, Math.cos(angle), Math.sin(angle));
  return placed;
}

Deno.test("a square flat on a wall has two points with the depth of the overlap", () => {
  const touch = new Touch();
  touchWallPolygon(wall, square(50, 11.5), touch);
  assert.equal(touch.count, 2);
  assert.ok(touch.nx === 0 && touch.ny === 1);
  assert.deepEqual([...touch.depth], [-0.5, -0.5]);
  assert.deepEqual([...touch.x].sort(), [40, 60]);
  assert.notEqual(touch.feature[0], touch.feature[1]);
});

Deno.test("the same corners meet under the same numbers from step to step", () => {
  const [before, after] = [new Touch(), new Touch()];
  touchWallPolygon(wall, square(50, 11.5, 0.01), before);
  touchWallPolygon(wall, square(51, 11.4, 0.02), after);
  assert.deepEqual([...after.feature], [...before.feature]);
});

Deno.test("turned squares beside the wall touch where their lowest corner reaches it", () => {
  const poses = fc.record({
    height: fc.double({ min: 10.5, max: 20, noNaN: true }),
    angle: fc.double({ min: -7, max: 7, noNaN: true }),
  });
  fc.assert(fc.property(poses, ({ height, angle }) => {
    const touch = new Touch();
    const body = square(50, height, angle);
    touchWallPolygon(wall, body, touch);
    const lowest = Math.min(...body.y);
    if (Math.abs(lowest - 2) < 1e-9 || lowest < 0) return;
    assert.equal(touch.count > 0, lowest < 2);
    if (touch.count === 0) return;
    assert.ok(Math.abs(Math.min(...touch.depth.subarray(0, touch.count)) - (lowest - 2)) < 1e-9);
  }));
});

Deno.test("a disc touches the wall's side and its round end", () => {
  const touch = new Touch();
  const disc = new PlacedDisc({ kind: "disc", centre: [0, 0], radius: 5 });
  disc.move(50, -6, 1, 0);
  touchWallDisc(wall, disc, touch);
  assert.deepEqual([touch.count, touch.nx, touch.ny, touch.depth[0]], [1, 0, -1, -1]);
  disc.move(106, 0, 1, 0);
  touchWallDisc(wall, disc, touch);
  assert.deepEqual([touch.count, touch.nx, touch.depth[0]], [1, 1, -1]);
  disc.move(106, 6, 1, 0);
  touchWallDisc(wall, disc, touch);
  assert.equal(touch.count, 0);
});
