import assert from "node:assert/strict";
import { asData, emptyData, isReadable } from "./dtype.ts";

Deno.test("asData takes what the library gives for a type, and nothing else", () => {
  const values = Float32Array.of(1, 2);
  assert.equal(asData("float32", values), values);
  assert.deepEqual(asData("float32", 2.5), Float32Array.of(2.5));
  assert.deepEqual(asData("uint64", 5n), BigUint64Array.of(5n));
  assert.deepEqual(asData("string", "one"), ["one"]);
  assert.equal(asData("float64", values), undefined);
  assert.equal(asData("int64", 5), undefined);
  assert.equal(asData("string", [1]), undefined);
  assert.equal(asData("uint8", null), undefined);
});

Deno.test("types that have no array are not readable, whatever their name", () => {
  assert.ok(["uint8", "int64", "float64", "bool", "string"].every(isReadable));
  assert.ok(!["float16", "compound", "enum", "constructor", "int128"].some(isReadable));
  assert.deepEqual(emptyData("bool"), new Int8Array());
  assert.deepEqual(emptyData("string"), []);
});
