import assert from "node:assert/strict";
import fc from "fast-check";
import { SampledCanvas } from "./sampled_canvas.ts";

const PALETTE = [[0, 0, 0], [255, 128, 64], [10, 200, 30]] as const;
const canvas = (): SampledCanvas => new SampledCanvas({ side: 512, size: 64, samples: 4 }, PALETTE);

const red = (rgb: Uint8Array): number => rgb.reduce((sum, byte, i) => i % 3 === 0 ? sum + byte : sum, 0);

Deno.test("a shape has as much colour as it has area", () => {
  const shapes = fc.record({
    x: fc.integer({ min: 100, max: 400 }),
    y: fc.integer({ min: 100, max: 400 }),
    angle: fc.double({ min: -7, max: 7, noNaN: true }),
  });
  fc.assert(fc.property(shapes, ({ x, y, angle }) => {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const corners = ([[-60, -20], [60, -20], [60, 20], [-60, 20]] as const).map(([u, v]) =>
      [u * cos - v * sin + x, u * sin + v * cos + y] as const
    );
    const one = canvas();
    one.polygon(corners, 1);
    assert.ok(Math.abs(red(one.picture().rgb) / 255 * 64 / 4800 - 1) < 0.05);
    const other = canvas();
    other.disc(x, y, 40, 1);
    assert.ok(Math.abs(red(other.picture().rgb) / 255 * 64 / (Math.PI * 1600) - 1) < 0.05);
  }));
});

Deno.test("only what was drawn since is cleared, and later shapes lie above earlier ones", () => {
  const one = canvas();
  one.disc(100, 100, 30, 2);
  one.rest();
  const still = one.picture().rgb;
  one.disc(110, 100, 30, 1);
  const moved = one.picture().rgb;
  assert.deepEqual([...moved.subarray(3 * (12 * 64 + 13), 3 * (12 * 64 + 13) + 3)], [255, 128, 64]);
  one.clear();
  assert.deepEqual(one.picture().rgb, still);
});

Deno.test("what lies outside the picture is left out", () => {
  const one = canvas();
  one.disc(-100, 600, 50, 1);
  one.polygon([[600, -90], [700, -90], [700, -20], [600, -20]], 1);
  assert.equal(red(one.picture().rgb), 0);
  one.disc(0, 0, 16, 1);
  assert.deepEqual([...one.picture().rgb.subarray(0, 3)], [255, 128, 64]);
});

Deno.test("a flood covers everything, and what stays comes back after it", () => {
  const canvas = new SampledCanvas({ side: 4, size: 4, samples: 2 }, [[0, 0, 0], [9, 8, 7], [30, 20, 10]]);
  canvas.polygon([[0, 0], [1, 0], [1, 4], [0, 4]], 1);
  canvas.rest();
  canvas.flood(2);
  assert.deepEqual(new Set(canvas.picture().rgb), new Set([30, 20, 10]));
  canvas.clear();
  assert.deepEqual([...canvas.picture().rgb.subarray(0, 6)], [9, 8, 7, 0, 0, 0]);
});
