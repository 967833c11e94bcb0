import assert from "node:assert/strict";
import { fillRectangle } from "./fill_rectangle.ts";

Deno.test("both ends are filled and nothing outside the picture", () => {
  const picture = { width: 3, height: 2, rgb: new Uint8Array(18) };
  fillRectangle(picture, { left: 1, right: 9, top: -5, bottom: 0 }, [1, 2, 3]);
  assert.deepEqual([...picture.rgb], [0, 0, 0, 1, 2, 3, 1, 2, 3, ...new Uint8Array(9)]);
});
