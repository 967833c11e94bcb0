import assert from "node:assert/strict";
import { addRectangle } from "./add_rectangle.ts";

Deno.test("a pixel gets as much of the colour as is covered, and nothing lies outside", () => {
  const picture = { width: 3, height: 2, rgb: new Uint8Array(18) };
  addRectangle(picture, { left: 0.5, right: 2.25, top: -4, bottom: 0.5 }, [200, 100, 0]);
  assert.deepEqual([...picture.rgb.subarray(0, 9)], [50, 25, 0, 100, 50, 0, 25, 13, 0]);
  assert.ok(picture.rgb.subarray(9).every((level) => level === 0));
});

Deno.test("levels stop at white", () => {
  const picture = { width: 1, height: 1, rgb: Uint8Array.of(200, 0, 0) };
  addRectangle(picture, { left: 0, right: 1, top: 0, bottom: 1 }, [200, 1, 0]);
  assert.deepEqual([...picture.rgb], [255, 1, 0]);
});
