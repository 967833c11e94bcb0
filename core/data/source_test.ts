import assert from "node:assert/strict";
import type { ColumnSpec } from "../types.ts";
import { checkRows, memorySource } from "./source.ts";

const columns: ColumnSpec[] = [
  { name: "pixels", shape: [2, 1], dtype: "uint8" },
  { name: "reward", shape: [], dtype: "float32" },
];
const first = { pixels: Uint8Array.of(1, 2, 3, 4), reward: Float32Array.of(0, 1) };
const second = { pixels: Uint8Array.of(5, 6), reward: Float32Array.of(2) };

Deno.test("memorySource reads rows, and its reads are copies", () => {
  const source = memorySource(columns, [first, second]);
  assert.deepEqual(source.lengths, [2, 1]);
  assert.deepEqual(source.read(0, "pixels", 1, 1), Uint8Array.of(3, 4));
  assert.deepEqual(source.read(1, "reward", 0, 1), Float32Array.of(2));
  source.read(0, "pixels", 0, 1)[0] = 9;
  assert.deepEqual(source.read(0, "pixels", 0, 1), Uint8Array.of(1, 2));
  assert.throws(() => source.read(1, "pixels", 0, 2), /it has 1 rows/);
});

Deno.test("memorySource refuses columns of different lengths", () => {
  assert.throws(
    () => memorySource(columns, [first, { ...second, reward: Float32Array.of(1, 2) }]),
    /episode 1: it has rows 1 of "pixels", 2 of "reward"/,
  );
  assert.throws(() => memorySource(columns, [{ pixels: Uint8Array.of(1, 2) }]), /NaN of "reward"/);
});

const twoColumns: ColumnSpec[] = [{ name: "pixels", shape: [2], dtype: "uint8" }];
const source = { lengths: [3, 1], columns: twoColumns };

Deno.test("checkRows gives the column when the rows are there", () => {
  assert.equal(checkRows(source, 0, "pixels", 1, 2), twoColumns[0]);
  assert.equal(checkRows(source, 1, "pixels", 1, 0), twoColumns[0]);
});

Deno.test("checkRows says what is not there", () => {
  assert.throws(() => checkRows(source, 0, "pixel", 0, 1), /column "pixel": did you mean "pixels"\?/);
  assert.throws(() => checkRows(source, 2, "pixels", 0, 1), /episode 2 of "pixels": there are 2 episodes/);
  assert.throws(() => checkRows(source, NaN, "pixels", 0, 1), /episode NaN/);
  assert.throws(() => checkRows(source, 0, "pixels", 2, 2), /rows 2 to 4 of "pixels" in episode 0: it has 3/);
  assert.throws(() => checkRows(source, 0, "pixels", -1, 1), /rows -1 to 0/);
  assert.throws(() => checkRows(source, 0, "pixels", 0.5, 1), /rows 0.5 to 1.5/);
});
