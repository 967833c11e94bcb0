import assert from "node:assert/strict";
import { InputError } from "../errors.ts";
import { members, plainJson } from "./located.ts";
import { parseJsonc } from "./parse.ts";

function refusal(text: string): string {
  try {
    parseJsonc(text, "t.jsonc");
  } catch (error) {
    assert.ok(error instanceof InputError);
    return error.message;
  }
  return "";
}

Deno.test("reads comments, trailing commas and a byte order mark", () => {
  const text = '\uFEFF{ // one\n  "a": [1, 2,], /* two */ "b": {"c": null}, }';
  assert.deepEqual(plainJson(parseJsonc(text, "t")), { a: [1, 2], b: { c: null } });
});

Deno.test("keeps line and column of keys and values", () => {
  const root = parseJsonc('{\n  "a": {\n    "b": [true,\n 2]\n  }\n}', "t.jsonc");
  const a = members(root)?.get("a");
  const b = members(a)?.get("b");
  assert.deepEqual([a?.keyAt, a?.at], ["t.jsonc:2:3", "t.jsonc:2:8"]);
  assert.deepEqual([b?.keyAt, b?.at], ["t.jsonc:3:5", "t.jsonc:3:10"]);
  assert.ok(Array.isArray(b?.content));
  assert.deepEqual(b.content.map(({ at }) => at), ["t.jsonc:3:11", "t.jsonc:4:2"]);
});

Deno.test("says in one sentence where the syntax breaks and what belongs there", () => {
  assert.equal(
    refusal('{\n  "a": 1\n  "b": 2\n}'),
    'Cannot read t.jsonc:3:3: found "\\"b\\"", expected a ","',
  );
  assert.equal(refusal(""), "Cannot read t.jsonc:1:1: found the end, expected a value");
  assert.equal(refusal('{"a": 1'), 'Cannot read t.jsonc:1:8: found the end, expected a "}"');
  assert.equal(refusal('{"a": 1}}'), 'Cannot read t.jsonc:1:9: found "}", expected the end of the file');
  assert.match(
    refusal('{"a": "x\n"}'),
    /^Cannot read t\.jsonc:1:7: .* expected the string to end on its line$/,
  );
});

Deno.test("refuses a key given twice and the key that would change a prototype", () => {
  assert.equal(
    refusal('{"seed": 1,\n "seed": 2}'),
    'Cannot read t.jsonc:2:2: found key "seed" for the second time, expected it once',
  );
  assert.match(refusal('{"__proto__": {}}'), /t\.jsonc:1:2: found key "__proto__"/);
  const { constructor: own } = plainJson(parseJsonc('{"constructor": 1}', "t")) as { constructor: unknown };
  assert.equal(own, 1);
});

Deno.test("refuses text that would exhaust the stack or the memory", () => {
  assert.match(refusal("[".repeat(100_000)), /^Cannot read t\.jsonc:1:65: found more than 64 levels/);
  assert.match(refusal(" ".repeat(1_000_001)), /found 1000001 characters, expected at most 1000000$/);
});
