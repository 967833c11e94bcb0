import assert from "node:assert/strict";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inFolder } from "../../tests/fixtures/in_folder.ts";
import { isInside, withoutLinks } from "./without_links.ts";

Deno.test("links are followed also where they lead to nothing", () =>
  inFolder(async (folder) => {
    const real = await Deno.realPath(folder);
    symlinkSync(join(folder, "later"), join(folder, "first"));
    symlinkSync("first", join(folder, "second"));
    writeFileSync(join(folder, "file"), "");
    assert.equal(withoutLinks(join(folder, "second")), join(real, "later"));
    assert.equal(withoutLinks(join(folder, "second", "deep", "a.ts")), join(real, "later", "deep", "a.ts"));
    assert.equal(withoutLinks(join(folder, "file", "a.ts")), join(real, "file", "a.ts"));
    symlinkSync("circle", join(folder, "circle"));
    assert.throws(() => withoutLinks(join(folder, "circle")));
  }));

Deno.test("a folder holds itself and what lies below it, not what begins alike", () => {
  for (const path of ["/a/b", "/a/b/c", "/a/b/..c"]) assert.ok(isInside(path, "/a/b"), path);
  for (const path of ["/a", "/a/bc", "/"]) assert.ok(!isInside(path, "/a/b"), path);
  assert.ok(isInside("/a", "/"));
});
