import assert from "node:assert/strict";
import { isPosition } from "./is_position.ts";

const position = { format: 1, stage: "joint", step: 3, seconds: 1.5, best: null, finished: false };

Deno.test("counters of a checkpoint are known again, another form is not", () => {
  assert.ok(isPosition(position));
  assert.ok(isPosition({ ...position, best: 0.5 }));
  const wrong = [null, {}, { ...position, format: 2 }, { ...position, step: 0.5 }, {
    ...position,
    finished: 1,
  }];
  for (const value of wrong) assert.ok(!isPosition(value), JSON.stringify(value));
});
