import assert from "node:assert/strict";
import { transposePlane } from "./transpose_plane.ts";

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
