import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { columnHashes } from "./column_hashes.ts";

Deno.test("the hash of a column is that of its bytes", () => {
  const path = new URL("./hdf5/fixtures/episodes.h5", import.meta.url).pathname;
  const hashes = columnHashes(path);
  const bytes = new Uint8Array(Float64Array.from({ length: 9 }, (_, row) => -row).buffer);
  assert.equal(hashes.reward, createHash("sha256").update(bytes).digest("hex"));
  assert.equal(new Set(Object.values(hashes)).size, 9);
});

Deno.test("a column that cannot be read is an error, not a hash of something else", () => {
  assert.throws(
    () => columnHashes(new URL("./hdf5/fixtures/types.h5", import.meta.url).pathname),
    /Cannot read/,
  );
});
