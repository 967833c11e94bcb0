import assert from "node:assert/strict";
import fc from "fast-check";
import { drawBox, drawCapsule } from "./renderer.ts";

Deno.test("pixels are covered by the part of them that lies in the box", () => {
  const picture = { width: 4, height: 2, rgb: new Uint8Array(3 * 4 * 2) };
  drawBox(picture, { left: 0.5, right: 2.25, top: -1, bottom: 1.5 }, [200, 100, 40]);
  const reds = picture.rgb.filter((_, i) => i % 3 === 0);
  assert.deepEqual([...reds], [100, 200, 50, 0, 50, 100, 25, 0]);
  assert.deepEqual([...picture.rgb.subarray(3, 6)], [200, 100, 40]);
});

const blank = (size: number) => ({ width: size, height: size, rgb: new Uint8Array(3 * size * size) });

/** Area that is covered, px, from the levels of the first channel. */
const area = (rgb: Uint8Array): number => rgb.reduce((sum, level, i) => i % 3 ? sum : sum + level / 250, 0);

Deno.test("a capsule covers its area wherever it lies and however it is turned", () => {
  const inside = fc.double({ min: 8, max: 24, noNaN: true });
  fc.assert(fc.property(inside, inside, inside, inside, (ax, ay, bx, by) => {
    const picture = blank(32);
    drawCapsule(picture, { from: [ax, ay], to: [bx, by], radius: 2 }, [250, 0, 0]);
    const expected = 4 * Math.hypot(bx - ax, by - ay) + 4 * Math.PI;
    assert.ok(Math.abs(area(picture.rgb) - expected) < 0.08 * expected + 0.2);
  }));
});

Deno.test("its inside has its colour, and what lies outside of the picture is cut off", () => {
  const picture = blank(8);
  drawCapsule(picture, { from: [-3, 4.5], to: [4, 4.5], radius: 1.5 }, [10, 20, 30]);
  assert.deepEqual([...picture.rgb.subarray(3 * 32, 3 * 33)], [10, 20, 30]);
  assert.deepEqual([...picture.rgb.subarray(3 * 39, 3 * 40)], [0, 0, 0]);
  drawCapsule(picture, { from: [40, 40], to: [40, 40], radius: 2 }, [255, 255, 255]);
  assert.equal(picture.rgb.includes(255), false);
});
