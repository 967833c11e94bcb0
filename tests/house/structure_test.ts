import assert from "node:assert/strict";
import { sourceFiles, structureOf } from "../../tools/structure.ts";

const { files, median, long, short, full, circles, halves } = structureOf(sourceFiles());

Deno.test("a source file holds an idea: neither half of one nor several", () => {
  assert.ok(median >= 60 && median <= 100, `the middle file has ${median} lines`);
  assert.deepEqual(long, []);
  assert.ok(short.length <= 0.05 * files, `${short.length} of ${files} files are short: ${short.join(", ")}`);
  assert.ok(halves.length <= 0.03 * files, `${halves.length} of ${files} are halves: ${halves.join(", ")}`);
  assert.deepEqual(full, []);
});

Deno.test("imports run in no circle", () => {
  assert.deepEqual(circles, []);
});

Deno.test("a circle, a half and a long file are found", () => {
  const file = (path: string, lines: number, ...imports: string[]) => ({ path, lines, imports });
  const found = structureOf([
    file("core/a.ts", 401, "core/b.ts"),
    file("core/b.ts", 50, "core/c.ts", "core/d.ts"),
    file("core/c.ts", 60, "core/a.ts"),
    file("core/d.ts", 39),
    file("core/mod.ts", 3, "core/e.ts"),
    file("core/e.ts", 14),
  ]);
  assert.deepEqual(found.long, ["core/a.ts"]);
  assert.deepEqual(found.circles, [["core/a.ts", "core/b.ts", "core/c.ts"]]);
  assert.deepEqual(found.halves, ["core/d.ts"]);
  assert.deepEqual(found.short, ["core/e.ts"]);
});
