import assert from "node:assert/strict";
import { join } from "node:path";
import { HostError } from "../../core/errors.ts";
import type { ColumnSpec } from "../../core/types.ts";
import { replaceDisk } from "../io/disk.ts";
import { Hdf5Reader } from "./hdf5/reader.ts";
import { DatasetWriter } from "./dataset_writer.ts";
import { openDataset } from "./open_dataset.ts";

const columns: ColumnSpec[] = [
  { name: "pixels", shape: [2, 2, 3], dtype: "uint8" },
  { name: "action", shape: [1], dtype: "float32" },
];

function episode(rows: number): { pixels: Uint8Array; action: Float32Array } {
  return { pixels: new Uint8Array(rows * 12).fill(rows), action: new Float32Array(rows).fill(rows) };
}

async function inFolder(run: (path: string) => void | Promise<void>): Promise<void> {
  const folder = Deno.makeTempDirSync();
  try {
    await run(join(folder, "data.h5"));
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("a disk without room for the episodes that are planned is told of, early and as a better mean tells", () =>
  inFolder((path) => {
    using _ = replaceDisk((real) => ({ ...real, free: () => 1e9 }));
    const append = (planned: number, lengths: readonly number[]) => {
      using writer = new DatasetWriter(path, columns, {}, planned);
      for (const rows of lengths) writer.append(episode(rows));
    };
    const told = (episodes: number, size: string) =>
      new RegExp(
        `^HostError: Cannot write ".*data\\.h5": ${episodes} episodes like the first \\d take about ${size} GB, found 1 GB free; make room`,
      );
    // An episode of 100 rows takes 1600 bytes.
    append(500_000, [100, 100, 100]);
    assert.throws(() => append(10_000_000, [100]), told(10_000_000, "16"));
    // One alone may be a long one; two like it are believed.
    assert.throws(() => append(1_000_000, [100, 100]), told(1_000_000, "1\\.6"));
    append(1_000_000, [100, 1, 1]);
  }));

Deno.test("a finished dataset has stable-worldmodel's layout, and no unfinished file is left", () =>
  inFolder((path) => {
    using writer = new DatasetWriter(path, columns, { env: "two-room@1" });
    writer.append(episode(3));
    writer.append(episode(2));
    writer.finish();
    using file = new Hdf5Reader(path);
    assert.deepEqual(file.readAll("ep_len"), Int32Array.of(3, 2));
    assert.deepEqual(file.readAll("ep_offset"), BigInt64Array.of(0n, 3n));
    assert.deepEqual(file.dataset("pixels").shape, [5, 2, 2, 3]);
    assert.deepEqual(file.dataset("pixels").chunks, [341, 2, 2, 3]);
    assert.deepEqual(file.dataset("pixels").filters, []);
    assert.deepEqual(file.attributes(), { env: "two-room@1", format_version: 1, complete: 1 });
    assert.deepEqual([...Deno.readDirSync(join(path, ".."))].map(({ name }) => name), ["data.h5"]);
  }));

Deno.test("work that was cut short stays aside, can be read, and is begun anew", () =>
  inFolder((path) => {
    {
      using writer = new DatasetWriter(path, columns, {});
      writer.append(episode(4));
    }
    assert.throws(() => openDataset(path), /no such file/);
    {
      using part = openDataset(`${path}.part`);
      assert.deepEqual([part.lengths, part.attributes.complete], [[4], 0]);
    }
    using writer = new DatasetWriter(path, columns, {});
    writer.append(episode(2));
    writer.finish();
    using whole = openDataset(path);
    assert.deepEqual(whole.lengths, [2]);
  }));

Deno.test("two writers of one file do not meet", () =>
  inFolder((path) => {
    using first = new DatasetWriter(path, columns, {});
    first.append(episode(3));
    assert.throws(() => new DatasetWriter(path, columns, {}), (error) => {
      assert.ok(error instanceof HostError);
      assert.match(error.message, /another process is writing it/);
      return true;
    });
    first.finish();
    using whole = openDataset(path);
    assert.deepEqual(whole.lengths, [3]);
  }));

Deno.test("columns that differ in rows are refused", () =>
  inFolder((path) => {
    using writer = new DatasetWriter(path, columns, {});
    assert.throws(
      () => writer.append({ ...episode(2), action: new Float32Array(3) }),
      /it has rows 2 of "pixels", 3 of "action"/,
    );
    assert.throws(() => writer.append({ pixels: new Uint8Array(12) }), /0 of "action"/);
    assert.throws(() => writer.append(episode(0)), /0 of "pixels"/);
  }));

Deno.test("what was written before the process was killed can be read", () =>
  inFolder(async (path) => {
    const module = JSON.stringify(new URL("dataset_writer.ts", import.meta.url).href);
    // The child writes two episodes, says so, and waits to be killed with the file open.
    const code = `
      import { DatasetWriter } from ${module};
      const writer = new DatasetWriter(${JSON.stringify(path)}, ${JSON.stringify(columns)}, { seed: 7 });
      for (const rows of [3, 5]) {
        writer.append({ pixels: new Uint8Array(rows * 12).fill(rows), action: new Float32Array(rows).fill(rows) });
      }
      console.log("written");
      setInterval(() => {}, 1000);
    `;
    const child = new Deno.Command(Deno.execPath(), {
      args: ["eval", "--quiet", code],
      cwd: new URL("../..", import.meta.url),
      stdout: "piped",
    }).spawn();
    const output = child.stdout.getReader();
    const { value } = await output.read();
    assert.equal(new TextDecoder().decode(value), "written\n");
    child.kill("SIGKILL");
    assert.equal((await child.status).signal, "SIGKILL");
    await output.cancel();
    {
      using part = openDataset(`${path}.part`);
      assert.deepEqual(part.lengths, [3, 5]);
      assert.deepEqual(part.attributes, { seed: 7, format_version: 1, complete: 0 });
      assert.deepEqual(part.read(1, "action", 0, 5), new Float32Array(5).fill(5));
      assert.deepEqual(part.read(1, "pixels", 4, 1), new Uint8Array(12).fill(5));
    }
    // The lock died with the process.
    using writer = new DatasetWriter(path, columns, {});
    writer.append(episode(1));
    writer.finish();
  }));
