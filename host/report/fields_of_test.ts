import assert from "node:assert/strict";
import { fieldsOf } from "./fields_of.ts";

Deno.test("only objects have fields", () => {
  assert.deepEqual(fieldsOf({ a: 1 }), { a: 1 });
  for (const value of [undefined, null, 1, "text", true, [{ a: 1 }]]) {
    assert.equal(fieldsOf(value), undefined);
  }
});
