import assert from "node:assert/strict";
import { tensor, tidy } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { read } from "../../core/engine/read.ts";
import { cutPatches } from "./cut_patches.ts";

await openTestBackend();

Deno.test("patches come row by row, their pixels too", async () => {
  const pixels = Array.from({ length: 24 }, (_, i) => i);
  const [patches] = await read([
    tidy(() => cutPatches(tensor(pixels, [1, 4, 6, 1]), { image: [4, 6, 1], patch: 2 })),
  ]);
  assert.deepEqual([...patches.slice(0, 8)], [0, 1, 6, 7, 2, 3, 8, 9]);
  assert.deepEqual([...patches.slice(20)], [16, 17, 22, 23]);
});
