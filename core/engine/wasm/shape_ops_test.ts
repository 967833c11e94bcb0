import assert from "node:assert/strict";
import { sliceLayout } from "./shape_ops.ts";

Deno.test("axes that are taken whole are one with the axis before", () => {
  assert.deepEqual(sliceLayout([2, 3, 4], [0, 1, 0], [2, 1, 4]), [
    { length: 2, begin: 0, size: 2 },
    { length: 12, begin: 4, size: 4 },
  ]);
  assert.deepEqual(sliceLayout([2, 3, 4], [0, 0, 1], [2, 3, 2]), [
    { length: 6, begin: 0, size: 6 },
    { length: 4, begin: 1, size: 2 },
  ]);
});

Deno.test("a whole tensor, and a number, are one axis", () => {
  assert.deepEqual(sliceLayout([2, 3], [0, 0], [2, 3]), [{ length: 6, begin: 0, size: 6 }]);
  assert.deepEqual(sliceLayout([], [], []), [{ length: 1, begin: 0, size: 1 }]);
});
