import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readResults } from "./read_results.ts";

Deno.test("results come by task, preset and seed, numbers as numbers", () => {
  const folder = mkdtempSync(join(tmpdir(), "results-"));
  try {
    const kept = [["b", "cpu", 10], ["b", "cpu", 2], ["a", "gpu", 0], ["a", null, 0]] as const;
    kept.forEach(([task, preset, seed], i) =>
      writeFileSync(join(folder, `${i}.json`), JSON.stringify({ task, preset, seed }))
    );
    writeFileSync(join(folder, "notes.md"), "");
    const found = readResults(folder).map(({ task, preset, seed }) => [task, preset, seed]);
    assert.deepEqual(found, [["a", null, 0], ["a", "gpu", 0], ["b", "cpu", 2], ["b", "cpu", 10]]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
