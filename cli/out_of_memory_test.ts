import assert from "node:assert/strict";
import { outOfMemory } from "./out_of_memory.ts";

Deno.test("memory that cannot be had is one sentence, whoever says so; any other error is none of it", () => {
  const full = [
    new RangeError("Array buffer allocation failed"),
    new RangeError("Invalid typed array length: 30000000000"),
    new RangeError("the WebAssembly memory is full, 784000000 bytes more were wanted"),
    new WebAssembly.RuntimeError("Aborted(). Build with -sASSERTIONS for more info."),
    new WebAssembly.RuntimeError("memory access out of bounds"),
  ];
  for (const error of full) {
    assert.match(
      outOfMemory(error) ?? "",
      /^Cannot go on: more memory .*expected sizes that fit; lower [^\n]+$/,
    );
  }
  const others = [
    new RangeError("offset is out of bounds"),
    new TypeError("Invalid array length"),
    "memory is full",
  ];
  for (const error of others) assert.equal(outOfMemory(error), undefined);
});
