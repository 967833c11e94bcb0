import assert from "node:assert/strict";
import { excerpt } from "./excerpt.ts";

Deno.test("a value is shown as JSON on one line of at most sixty characters", () => {
  assert.equal(excerpt({ a: [1, "b\n"] }), '{"a":[1,"b\\n"]}');
  assert.equal(excerpt(Infinity), "Infinity");
  assert.equal(excerpt("x".repeat(100)).length, 60);
});
