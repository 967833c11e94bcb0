import assert from "node:assert/strict";
import { openTestBackend } from "../../tests/backend.ts";
import { InputError } from "../errors.ts";
import { countLeaks } from "./count_leaks.ts";
import { read } from "./read.ts";
import { uploadPixels } from "./upload.ts";

await openTestBackend();

Deno.test("uploadPixels keeps 0…255 and does not look at the bytes again", async () => {
  const { tensors } = await countLeaks(async () => {
    const bytes = Uint8Array.of(0, 1, 128, 255);
    const pixels = uploadPixels(bytes, [1, 2, 2]);
    bytes.fill(7);
    assert.deepEqual(pixels.shape, [1, 2, 2]);
    assert.equal(pixels.dtype, "float32");
    assert.deepEqual([...(await read([pixels]))[0]], [0, 1, 128, 255]);
  });
  assert.equal(tensors, 0);
});

Deno.test("uploadPixels knows every byte, wherever it stands", async () => {
  for (const length of [1, 15, 16, 17, 256 + 31]) {
    const bytes = Uint8Array.from({ length }, (_, i) => 255 - i);
    const [values] = await read([uploadPixels(bytes, [length])]);
    assert.deepEqual([...values], [...bytes]);
  }
});

Deno.test("uploadPixels refuses a shape that does not fit", () => {
  assert.throws(() => uploadPixels(new Uint8Array(5), [2, 3]), InputError);
});
