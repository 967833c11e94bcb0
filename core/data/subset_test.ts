import assert from "node:assert/strict";
import { memorySource } from "./memory_source.ts";
import { subset } from "./subset.ts";

const source = memorySource(
  [{ name: "x", shape: [], dtype: "float32" }],
  [{ x: Float32Array.of(1) }, { x: Float32Array.of(2, 3) }, { x: Float32Array.of(4, 5, 6) }],
);

Deno.test("subset numbers the chosen episodes anew", () => {
  const part = subset(source, [2, 0]);
  assert.deepEqual(part.lengths, [3, 1]);
  assert.deepEqual(part.read(0, "x", 1, 2), Float32Array.of(5, 6));
  assert.deepEqual(part.read(1, "x", 0, 1), Float32Array.of(1));
});

Deno.test("subset refuses episodes that are not there", () => {
  assert.throws(() => subset(source, [3]), /episode 3: there are 3 episodes/);
  assert.throws(() => subset(source, [1]).read(1, "x", 0, 1), /episode/);
});
