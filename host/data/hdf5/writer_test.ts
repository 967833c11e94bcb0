import assert from "node:assert/strict";
import { join } from "node:path";
import { HostError, InputError } from "../../../core/errors.ts";
import { Hdf5Reader } from "./reader.ts";
import { Hdf5Writer } from "./writer.ts";

function inFolder(run: (folder: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    run(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("columns grow, in chunks of a large row or of many small ones, and attributes keep their last value", () =>
  inFolder((folder) => {
    const path = join(folder, "a.h5");
    const writer = new Hdf5Writer(path);
    writer.addColumn({ name: "pixels", shape: [2, 2], dtype: "uint8" });
    writer.addColumn({ name: "large", shape: [64, 64, 3], dtype: "uint8" });
    writer.addColumn({ name: "offset", shape: [], dtype: "int64" });
    writer.append("pixels", Uint8Array.of(1, 2, 3, 4));
    writer.append("pixels", new Uint8Array());
    writer.append("pixels", Uint8Array.of(5, 6, 7, 8, 9, 10, 11, 12));
    writer.append("offset", BigInt64Array.of(-1n, 2n ** 40n));
    writer.setAttribute("seed", 4_000_000_000);
    writer.setAttribute("complete", 0);
    writer.setAttribute("complete", 1);
    writer.setAttribute("rate", 0.5);
    writer.setAttribute("names", ["x", "β"]);
    writer.close();
    writer.close();
    using file = new Hdf5Reader(path);
    assert.deepEqual(file.dataset("pixels").chunks, [1024, 2, 2]);
    assert.deepEqual(file.dataset("large").chunks, [1, 64, 64, 3]);
    assert.deepEqual(file.dataset("offset").chunks, [512]);
    assert.deepEqual(file.dataset("pixels").shape, [3, 2, 2]);
    assert.deepEqual(file.read("pixels", 1, 2), Uint8Array.of(5, 6, 7, 8, 9, 10, 11, 12));
    assert.deepEqual(file.readAll("offset"), BigInt64Array.of(-1n, 2n ** 40n));
    assert.deepEqual(file.attributes(), { seed: 4_000_000_000, complete: 1, rate: 0.5, names: ["x", "β"] });
  }));

Deno.test("what was flushed can be read while the file is open", () =>
  inFolder((folder) => {
    using writer = new Hdf5Writer(join(folder, "a.h5"));
    writer.addColumn({ name: "x", shape: [], dtype: "float32" });
    writer.append("x", Float32Array.of(1, 2));
    writer.flush();
    using file = new Hdf5Reader(join(folder, "a.h5"));
    assert.deepEqual(file.readAll("x"), Float32Array.of(1, 2));
  }));

Deno.test("names that are taken and values that do not fit are refused", () =>
  inFolder((folder) => {
    using writer = new Hdf5Writer(join(folder, "a.h5"));
    writer.addColumn({ name: "action", shape: [2], dtype: "float32" });
    const again = () => writer.addColumn({ name: "action", shape: [3], dtype: "float32" });
    assert.throws(again, /"action" .* is there already/);
    assert.throws(() => writer.addColumn({ name: "a/b", shape: [], dtype: "uint8" }), /without slashes/);
    assert.throws(() => writer.append("actions", Float32Array.of(1, 2)), /did you mean "action"\?/);
    assert.throws(
      () => writer.append("action", Float32Array.of(1, 2, 3)),
      /3 values .* expected float32 rows of 2/,
    );
    assert.throws(() => writer.append("action", Float64Array.of(1, 2)), /Float64Array, expected float32/);
    writer.close();
    assert.throws(() => writer.append("action", Float32Array.of(1, 2)), InputError);
  }));

Deno.test("places where no file can be made are refused", () =>
  inFolder((folder) => {
    assert.throws(() => new Hdf5Writer(join(folder, "no", "a.h5")), (error) => {
      assert.ok(error instanceof HostError);
      assert.match(error.message, /^Cannot create ".*a\.h5": No such file or directory$/);
      return true;
    });
    assert.throws(() => new Hdf5Writer(folder), HostError);
  }));

Deno.test({
  name: "a disk that takes no more is told in one sentence, and the process goes on",
  // The limit on the size of files stands in for a full disk.
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const folder = Deno.makeTempDirSync();
    const code = `
      import { Hdf5Writer } from ${JSON.stringify(new URL("writer.ts", import.meta.url).href)};
      try {
        using writer = new Hdf5Writer(${JSON.stringify(join(folder, "a.h5"))});
        writer.addColumn({ name: "x", shape: [1000], dtype: "uint8" });
        for (let i = 0; i < 1000; i++) {
          writer.append("x", new Uint8Array(1000));
          writer.flush();
        }
      } catch (error) {
        console.log(error.name + ": " + error.message);
      }
    `;
    try {
      const { stdout, stderr, code: exit } = await new Deno.Command("bash", {
        args: ["-c", `ulimit -f 200; trap '' XFSZ; exec "$0" eval --quiet "$1"`, Deno.execPath(), code],
        cwd: new URL("../../..", import.meta.url),
      }).output();
      assert.equal(new TextDecoder().decode(stderr), "");
      assert.match(
        new TextDecoder().decode(stdout),
        /^HostError: Cannot write (data|column "x") to ".*a\.h5": .+\n$/,
      );
      assert.equal(exit, 0);
    } finally {
      Deno.removeSync(folder, { recursive: true });
    }
  },
});
