import assert from "node:assert/strict";
import { drawBox } from "./draw_box.ts";

Deno.test("pixels are covered by the part of them that lies in the box", () => {
  const picture = { width: 4, height: 2, rgb: new Uint8Array(3 * 4 * 2) };
  drawBox(picture, { left: 0.5, right: 2.25, top: -1, bottom: 1.5 }, [200, 100, 40]);
  const reds = picture.rgb.filter((_, i) => i % 3 === 0);
  assert.deepEqual([...reds], [100, 200, 50, 0, 50, 100, 25, 0]);
  assert.deepEqual([...picture.rgb.subarray(3, 6)], [200, 100, 40]);
});
