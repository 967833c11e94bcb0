import assert from "node:assert/strict";
import { linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inFolder } from "../../tests/fixtures/in_folder.ts";
import { writeAtomically, writeDurably } from "./atomic_write.ts";
import { disk } from "./disk.ts";

Deno.test("nothing is written through a link, whatever it leads to", () =>
  inFolder((folder) => {
    const path = (name: string) => join(folder, name);
    writeFileSync(path("victim"), "victim");
    mkdirSync(path("folder"));
    symlinkSync("victim", path("link"));
    symlinkSync("link", path("chain"));
    symlinkSync("nothing", path("dangling"));
    symlinkSync("folder", path("to-folder"));
    for (const name of ["link", "chain", "dangling", "to-folder"]) {
      for (const how of ["new", "append"] as const) {
        assert.throws(() => disk().open(path(name), how), `${how} ${name}`);
      }
    }
    assert.equal(readFileSync(path("victim"), "utf8"), "victim");
    assert.throws(() => readFileSync(path("nothing")));
    writeAtomically(path("link"), "own");
    assert.equal(readFileSync(path("link"), "utf8"), "own");
    linkSync(path("victim"), path("same"));
    writeAtomically(path("same"), "own");
    assert.equal(readFileSync(path("victim"), "utf8"), "victim");
    return Promise.resolve();
  }));

Deno.test("a new file must be new, and what is added comes last", () =>
  inFolder((folder) => {
    const path = join(folder, "file");
    writeDurably(path, "a", "append");
    writeDurably(path, "b", "append");
    assert.throws(() => writeDurably(path, "c", "new"), /EEXIST/);
    assert.equal(readFileSync(path, "utf8"), "ab");
    return Promise.resolve();
  }));
