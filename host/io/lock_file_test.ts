import assert from "node:assert/strict";
import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HostError, InputError } from "../../core/errors.ts";
import { inFolder } from "../../tests/fixtures/in_folder.ts";
import { makePipe } from "../../tests/fixtures/make_pipe.ts";
import { DatasetWriter } from "../data/dataset_writer.ts";
import { replaceDisk } from "./disk.ts";
import { lockFile } from "./lock_file.ts";
import { lockRun } from "../runs/run_lock.ts";

Deno.test("a lock keeps others out, keeps what the file holds, and is free when it is closed", () =>
  inFolder((folder) => {
    const path = join(folder, "lock");
    writeFileSync(path, "kept");
    const first = lockFile(path);
    assert.ok(first);
    assert.equal(lockFile(path), undefined);
    first.close();
    const second = lockFile(path);
    assert.ok(second);
    second.close();
    assert.equal(readFileSync(path, "utf8"), "kept");
    return Promise.resolve();
  }));

Deno.test("what may be somebody else's is not locked, let alone written", () =>
  inFolder(async (folder) => {
    const path = (name: string) => join(folder, name);
    writeFileSync(path("victim"), "victim");
    symlinkSync("victim", path("link"));
    symlinkSync("nothing", path("dangling"));
    linkSync(path("victim"), path("same"));
    mkdirSync(path("folder"));
    await makePipe(path("pipe"));
    const found = {
      link: "a link",
      dangling: "a link",
      same: "a file with another name elsewhere",
      folder: "no plain file",
      pipe: "no plain file",
    };
    for (const [name, what] of Object.entries(found)) {
      assert.throws(
        () => lockFile(path(name)),
        new InputError(
          `Cannot lock "${path(name)}": it is ${what}, expected a file of its own; remove it`,
        ),
      );
      symlinkSync(name, path("a.h5.part"));
      assert.throws(
        () => new DatasetWriter(path("a.h5"), [], {}),
        /^InputError: Cannot lock .*a\.h5\.part": it is a link/,
      );
      Deno.removeSync(path("a.h5.part"));
    }
    linkSync(path("victim"), path("b.h5.part"));
    assert.throws(() => new DatasetWriter(path("b.h5"), [], {}), InputError);
    assert.equal(readFileSync(path("victim"), "utf8"), "victim");
    assert.ok(!readdirSync(folder).includes("nothing"));
  }));

Deno.test("a file system without locks is told in one sentence, and no file is left open", () =>
  inFolder((folder) => {
    const refusals = [
      new Error("No locks available (os error 37)"),
      new Deno.errors.NotSupported("Operation not supported (os error 95)"),
      new Error("Function not implemented (os error 38)"),
    ];
    for (const refusal of refusals) {
      using _disk = replaceDisk((real) => ({
        ...real,
        lock: () => {
          throw refusal;
        },
      }));
      const told = (path: string) =>
        new HostError(
          `Cannot lock "${path}": ${refusal.message}, expected a file system with locks; put --out on a disk that has them`,
        );
      assert.throws(() => lockRun(folder), told(join(folder, "run.lock")));
      const data = join(folder, "a.h5");
      assert.throws(() => new DatasetWriter(data, [], {}), told(`${data}.part`));
    }
    lockRun(folder)[Symbol.dispose]();
    return Promise.resolve();
  }));
