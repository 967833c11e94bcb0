import assert from "node:assert/strict";
import { transposeLayout } from "./transpose.ts";

Deno.test("axes that stay neighbours join", () => {
  assert.deepEqual(transposeLayout([2, 3, 4, 5], [2, 3, 0, 1]), { shape: [6, 20], perm: [1, 0] });
  assert.deepEqual(transposeLayout([2, 3, 4, 5], [0, 2, 1, 3]), { shape: [2, 3, 4, 5], perm: [0, 2, 1, 3] });
});

Deno.test("axes of length 1 do not count", () => {
  assert.deepEqual(transposeLayout([2, 1, 3], [0, 2, 1]), { shape: [6], perm: [0] });
  assert.deepEqual(transposeLayout([2, 1, 3], [2, 1, 0]), { shape: [2, 3], perm: [1, 0] });
  assert.deepEqual(transposeLayout([1, 1], [1, 0]), { shape: [], perm: [] });
});
