import assert from "node:assert/strict";
import { imageShape } from "./image_shape.ts";

Deno.test("sides that patches tile are told, others refused in the encoder's name", () => {
  const images = (shape: number[]) => ({ pixels: { shape, dtype: "uint8" as const } });
  assert.deepEqual(imageShape("mine", images([4, 6, 3]), 2), [4, 6, 3]);
  assert.throws(() => imageShape("mine", images([4, 6, 3]), 4), /"mine": the images are 4 × 6 .* multiples/);
  assert.throws(() => imageShape("mine", images([6]), 2), /"pixels" of shape \[6\], expected images/);
  assert.throws(() => imageShape("mine", {}, 2), /no stream "pixels"/);
});
