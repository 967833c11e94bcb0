import assert from "node:assert/strict";
import { imageSpaces } from "./image_spaces.ts";

Deno.test("images are bytes with height, width and channels", () => {
  const pixels = { shape: [4, 5, 3], dtype: "uint8" } as const;
  const observations = {
    pixels,
    proprio: { shape: [3], dtype: "float32" },
    depth: { shape: [4, 5, 1], dtype: "float32" },
    flags: { shape: [7], dtype: "uint8" },
  } as const;
  assert.deepEqual(imageSpaces({ observations }), [["pixels", pixels]]);
});
