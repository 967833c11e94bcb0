import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { HostError, InputError } from "../../../core/errors.ts";
import { Hdf5Reader } from "./reader.ts";

const fixture = (name: string): string => new URL(`fixtures/${name}`, import.meta.url).pathname;

Deno.test("columns of h5py's newest layout are read, text and truth values included", () => {
  using file = new Hdf5Reader(fixture("episodes.h5"));
  assert.deepEqual(file.read("action", 1, 2), Float32Array.of(2, 3, 4, 5));
  assert.deepEqual(file.read("success", 2, 3), Int8Array.of(0, 1, 0));
  assert.deepEqual(file.readAll("step_idx"), BigInt64Array.of(0n, 1n, 2n, 3n, 4n, 0n, 1n, 2n, 3n));
  assert.deepEqual(file.read("instruction", 7, 2), ["schieb den Würfel 7", "schieb den Würfel 8"]);
  assert.equal(file.read("pixels", 1, 1)[0], 48);
  assert.deepEqual(file.dataset("pixels"), {
    name: "pixels",
    shape: [9, 4, 4, 3],
    dtype: "uint8",
    chunks: [1, 4, 4, 3],
    filters: [],
    unreadable: undefined,
  });
});

Deno.test("other layouts and types are read as they are", () => {
  using file = new Hdf5Reader(fixture("types.h5"));
  assert.deepEqual(file.readAll("big_endian"), Int16Array.of(1, 2, 258));
  assert.deepEqual(file.readAll("group/inner"), Uint32Array.of(0, 1, 2, 3));
  assert.deepEqual(file.readAll("fixed"), ["one", "three"]);
  assert.deepEqual(file.readAll("scalar"), Float64Array.of(2.5));
  assert.deepEqual(file.readAll("nothing"), new Float32Array());
  assert.deepEqual(file.read("gzip", 98, 2), Float64Array.of(98, 99));
  assert.deepEqual(file.dataset("gzip").filters, ["shuffle", "deflate", "fletcher32"]);
  assert.deepEqual(file.attributes(), {
    note: "made by h5py",
    version: 3,
    seeds: [1, 2, 3],
    names: ["a", "bc"],
    flag: true,
  });
});

Deno.test("what cannot be read is refused with the reason, and never read wrongly", () => {
  using file = new Hdf5Reader(fixture("types.h5"));
  const cases: [string, RegExp][] = [
    ["lzf", /compressed by filter 32000 \(lzf\), expected gzip or none; .*h5repack/],
    ["half", /its elements are float16, expected/],
    ["pair", /its elements are compound/],
    ["colour", /its elements are enum/],
    ["gzi", /no such dataset, did you mean "gzip"\?/],
    ["outside", /no such dataset/],
    ["dangling", /no such dataset/],
  ];
  for (const [name, message] of cases) {
    assert.throws(
      () => file.readAll(name),
      (error) => error instanceof InputError && message.test(error.message),
      name,
    );
  }
});

Deno.test("rows that are not there are refused", () => {
  using file = new Hdf5Reader(fixture("episodes.h5"));
  for (const [start, count] of [[8, 2], [10, 0], [-1, 1], [0.5, 1], [0, -1], [NaN, 1]]) {
    assert.throws(() => file.read("action", start, count), /expected rows within them/, `${start} ${count}`);
  }
  assert.deepEqual(file.read("action", 9, 0), new Float32Array());
});

Deno.test("a closed file gives nothing more, and closes twice", () => {
  const file = new Hdf5Reader(fixture("episodes.h5"));
  file.close();
  file.close();
  assert.throws(() => file.readAll("action"), /is closed/);
});

Deno.test("what is no HDF5 file is refused by name and reason", () => {
  const folder = Deno.makeTempDirSync();
  try {
    const put = (name: string, content: Uint8Array): string => {
      Deno.writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const whole = Deno.readFileSync(fixture("types.h5"));
    const userBlock = new Uint8Array(512 + whole.length);
    userBlock.set(whole, 512);
    const cases: [string, RegExp][] = [
      [join(folder, "missing.h5"), /there is no such file/],
      [join(put("plain.h5", Uint8Array.of(1)), "below.h5"), /there is no such file/],
      [folder, /it is a folder/],
      [put("empty.h5", new Uint8Array()), /it is empty/],
      [put("text.h5", new TextEncoder().encode("pixels,action\n1,2\n".repeat(500))), /no HDF5 signature/],
      [put("signature.h5", whole.slice(0, 8)), /damaged or cut short/],
      [put("half.h5", whole.slice(0, whole.length >> 1)), /cut short \(truncated file/],
      [put("tail.h5", whole.slice(0, -1)), /cut short \(truncated file/],
    ];
    for (const [path, message] of cases) {
      assert.throws(() => new Hdf5Reader(path), (error) => {
        assert.ok(error instanceof InputError, String(error));
        assert.match(error.message, message);
        assert.ok(error.message.startsWith(`Cannot open "${path}"`));
        return true;
      });
    }
    using shifted = new Hdf5Reader(put("user_block.h5", userBlock));
    assert.deepEqual(shifted.readAll("scalar"), Float64Array.of(2.5));
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("a damaged file is refused or read, and nothing else happens", () => {
  const whole = Deno.readFileSync(fixture("episodes.h5"));
  const path = Deno.makeTempFileSync({ suffix: ".h5" });
  try {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        (edits) => {
          const bytes = whole.slice();
          for (const [at, value] of edits) bytes[at] = value;
          Deno.writeFileSync(path, bytes);
          try {
            using file = new Hdf5Reader(path);
            for (const { name, dtype } of file.datasets) {
              // Text that is damaged is refused too, but the library prints a line of its own then.
              if (dtype !== "string") file.readAll(name);
            }
          } catch (error) {
            assert.ok(error instanceof InputError || error instanceof HostError, String(error));
          }
        },
      ),
      { numRuns: 100 },
    );
  } finally {
    Deno.removeSync(path);
  }
});
