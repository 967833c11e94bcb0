import assert from "node:assert/strict";
import fc from "fast-check";
import { simdBytes } from "./simd_bytes.ts";
import { shareMemory } from "./share_memory.ts";

/** A module with one memory: its own, or imported after a function, a table and a global. */
function moduleWith(limits: readonly number[], imported: boolean): Uint8Array<ArrayBuffer> {
  const name = [1, 0x65];
  const kinds = [
    [0, 0], // a function of type 0
    [1, 0x70, 1, 0, 1], // a table with a maximum
    [3, 0x7f, 0], // a constant
    [2, ...limits],
  ];
  const imports = [kinds.length, ...kinds.flatMap((kind) => [...name, ...name, ...kind])];
  const types = [1, 4, 1, 0x60, 0, 0];
  const memory = [5, 1 + limits.length, 1, ...limits];
  const body = imported ? [...types, 2, imports.length, ...imports] : [...types, ...memory];
  return Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...body]);
}

Deno.test("a module's memory becomes shared, its own or imported, and nothing else changes", () => {
  for (const imported of [false, true]) {
    const before = moduleWith([1, 1, 0x80, 0x02], imported);
    const after = shareMemory(before);
    assert.ok(WebAssembly.validate(after));
    assert.equal(before.filter((byte, i) => byte !== after[i]).length, 1);
  }
});

Deno.test("the kernels run on shared memory", () => {
  const bytes = Uint8Array.from(atob(simdBytes.replaceAll("\n", "")), (c) => c.charCodeAt(0));
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true });
  const module = new WebAssembly.Module(shareMemory(bytes));
  assert.ok(new WebAssembly.Instance(module, { env: { memory } }).exports.gelu);
});

Deno.test("a memory without a maximum, a shared one or none is refused", () => {
  for (const limits of [[0, 1], [3, 1, 2]]) {
    assert.throws(() => shareMemory(moduleWith(limits, false)), /none has a maximum size/);
  }
  assert.throws(() => shareMemory(moduleWith([], false).slice(0, 14)), TypeError);
});

Deno.test("any bytes are either a module with a memory or refused", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (tail) => {
    const bytes = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...tail]);
    try {
      assert.equal(shareMemory(bytes).length, bytes.length);
    } catch (error) {
      assert.ok(error instanceof TypeError);
    }
  }));
});
