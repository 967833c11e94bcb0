import assert from "node:assert/strict";
import { join } from "node:path";
import { InputError } from "../core/errors.ts";
import { outFolder } from "./out_folder.ts";

Deno.test("a folder, a link to one, and a path where one can be made are taken as they are", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.symlink(folder, join(folder, "link"));
  for (const path of [folder, join(folder, "link"), join(folder, "new", "deep"), "runs", ".", "../up"]) {
    assert.equal(outFolder(path), path);
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("what is no folder, leads nowhere or is Deno's own is refused in one sentence", async () => {
  const folder = await Deno.makeTempDir();
  const at = (name: string) => join(folder, name);
  await Deno.writeTextFile(at("file"), "");
  await Deno.symlink(at("nowhere"), at("dangling"));
  const cases: readonly (readonly [path: string, says: RegExp])[] = [
    ["", /found no name/],
    [" ", /found no name/],
    [at("file"), /it is no folder/],
    [at("file/deep/er"), /file" is no folder/],
    [at("dangling"), /it is a link to ".*nowhere", which does not exist/],
    [at("dangling/deep"), /dangling" is a link/],
    ["/dev/null", /it is no folder/],
    ["/proc/x", /Deno lets no command use this path/],
    ["/sys/kernel/x/y", /Deno lets no command use this path/],
  ];
  for (const [path, says] of cases) {
    assert.throws(() => outFolder(path), (error) => {
      assert.ok(error instanceof InputError, `${path}: ${error}`);
      assert.match(error.message, says);
      assert.match(error.message, /^Cannot use folder ".*expected [^\n]*$/);
      return true;
    });
  }
  await Deno.remove(folder, { recursive: true });
});
