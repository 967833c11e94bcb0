import assert from "node:assert/strict";
import { spreadOf } from "./spread.ts";

Deno.test("a spread is middle, smallest and largest, in whatever order the values come", () => {
  assert.deepEqual(spreadOf([3, 10, 2]), { median: 3, min: 2, max: 10 });
  assert.deepEqual(spreadOf([4, 1, 9, 2]), { median: 3, min: 1, max: 9 });
});
