import assert from "node:assert/strict";
import { transposeLayout, transposePlane } from "./transpose.ts";

Deno.test("axes that stay neighbours join", () => {
  assert.deepEqual(transposeLayout([2, 3, 4, 5], [2, 3, 0, 1]), { shape: [6, 20], perm: [1, 0] });
  assert.deepEqual(transposeLayout([2, 3, 4, 5], [0, 2, 1, 3]), { shape: [2, 3, 4, 5], perm: [0, 2, 1, 3] });
});

Deno.test("axes of length 1 do not count", () => {
  assert.deepEqual(transposeLayout([2, 1, 3], [0, 2, 1]), { shape: [6], perm: [0] });
  assert.deepEqual(transposeLayout([2, 1, 3], [2, 1, 0]), { shape: [2, 3], perm: [1, 0] });
  assert.deepEqual(transposeLayout([1, 1], [1, 0]), { shape: [], perm: [] });
});

Deno.test("transposePlane moves every element, past whole tiles too, and no other", () => {
  const [rows, columns] = [37, 70];
  const size = rows * columns;
  const heap = new Int32Array(2 * size + 2).map((_, i) => i < size ? i : -1);
  transposePlane(heap, 0, rows, columns, size + 1);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      assert.equal(heap[size + 1 + column * rows + row], row * columns + column);
    }
  }
  assert.equal(heap[size], -1);
  assert.equal(heap[2 * size + 1], -1);
});
