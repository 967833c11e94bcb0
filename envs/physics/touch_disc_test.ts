import assert from "node:assert/strict";
import fc from "fast-check";
import { PlacedDisc } from "./placed_disc.ts";
import { PlacedPolygon } from "./placed_polygon.ts";
import { Touch } from "./touch.ts";
import { touchDiscDisc, touchDiscPolygon } from "./touch_disc.ts";

const RADIUS = 15;

function disc(x: number, y: number): PlacedDisc {
  const placed = new PlacedDisc({ kind: "disc", centre: [0, 0], radius: RADIUS });
  placed.move(x, y, 1, 0);
  return placed;
}

function bar(angle: number): PlacedPolygon {
  const corners = [[-60, -15], [60, -15], [60, 15], [-60, 15]] as const;
  const placed = new PlacedPolygon({ kind: "polygon", corners });
  placed.move(0, 0, Math.cos(angle), Math.sin(angle));
  return placed;
}

/** Signed distance of a point to the bar, negative inside. */
function signed(x: number, y: number, angle: number): number {
  const [u, v] = [x * Math.cos(angle) + y * Math.sin(angle), y * Math.cos(angle) - x * Math.sin(angle)];
  const [dx, dy] = [Math.abs(u) - 60, Math.abs(v) - 15];
  return Math.min(Math.max(dx, dy), 0) + Math.sqrt(Math.max(dx, 0) ** 2 + Math.max(dy, 0) ** 2);
}

Deno.test("disc and polygon touch where their distance says so, with that depth", () => {
  const cases = fc.record({
    x: fc.double({ min: -90, max: 90, noNaN: true }),
    y: fc.double({ min: -90, max: 90, noNaN: true }),
    angle: fc.double({ min: -7, max: 7, noNaN: true }),
  });
  fc.assert(
    fc.property(cases, ({ x, y, angle }) => {
      const touch = new Touch();
      touchDiscPolygon(disc(x, y), bar(angle), touch);
      const expected = signed(x, y, angle);
      if (Math.abs(expected - RADIUS) < 1e-9) return;
      assert.equal(touch.count, expected < RADIUS ? 1 : 0);
      if (touch.count === 0) return;
      assert.ok(Math.abs(touch.depth[0] - (expected - RADIUS)) < 1e-9);
      assert.ok(Math.abs(Math.sqrt(touch.nx ** 2 + touch.ny ** 2) - 1) < 1e-9);
    }),
    { numRuns: 500 },
  );
});

Deno.test("discs touch nearer than their radii, with the normal from the obstacle to the body", () => {
  const touch = new Touch();
  touchDiscDisc(disc(0, 0), disc(18, 24), touch);
  assert.equal(touch.count, 0);
  touchDiscDisc(disc(0, 0), disc(0, 20), touch);
  assert.deepEqual([touch.nx, touch.ny, touch.depth[0]], [0, 1, -10]);
  touchDiscDisc(disc(0, 0), disc(0, 0), touch);
  assert.deepEqual([touch.nx, touch.ny], [1, 0]);
});
