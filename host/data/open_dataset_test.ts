import assert from "node:assert/strict";
import { join } from "node:path";
import { windows } from "../../core/data/windows.ts";
import { InputError } from "../../core/errors.ts";
import { seededRng } from "../../core/rng.ts";
import { Hdf5Writer } from "./hdf5/writer.ts";
import { openDataset } from "./open_dataset.ts";

const fixture = (name: string): string => new URL(`./hdf5/fixtures/${name}`, import.meta.url).pathname;

Deno.test("a file that h5py wrote in stable-worldmodel's layout is opened", () => {
  using dataset = openDataset(fixture("episodes.h5"));
  assert.deepEqual(dataset.lengths, [5, 4]);
  assert.deepEqual(
    dataset.columns.map(({ name, dtype, shape }) => `${name} ${dtype} ${shape}`),
    [
      "action float32 2",
      "pixels uint8 4,4,3",
      "proprio float64 3",
      "reward float64 ",
      "step_idx int64 ",
      "success uint8 ",
    ],
  );
  assert.deepEqual(dataset.read(1, "action", 0, 2), Float32Array.of(10, 11, 12, 13));
  assert.deepEqual(dataset.read(1, "success", 0, 4), Uint8Array.of(0, 0, 1, 0));
  assert.throws(() => dataset.read(0, "action", 4, 2), /it has 5 rows/);
  assert.throws(() => dataset.read(2, "action", 0, 1), /there are 2 episodes/);
  assert.throws(() => dataset.read(0, "instruction", 0, 1), /column "instruction"/);
});

Deno.test("windows are cut from such a file, across no border of episodes and without NaN", () => {
  using dataset = openDataset(fixture("episodes.h5"));
  const actionSpace = { kind: "box", low: [0, 0], high: [20, 20] } as const;
  const cut = windows(dataset, [0, 1], {
    frames: 2,
    frameskip: 2,
    streams: ["pixels", "proprio"],
    actionSpace,
  });
  assert.equal(cut.count, 3 + 2);
  const { observations: { proprio }, actions } = cut.sample(seededRng(0), 40);
  assert.ok(actions.every(Number.isFinite));
  for (let b = 0; b < 40; b++) assert.equal(proprio[6 * b + 3] - proprio[6 * b], 3);
});

Deno.test("files that hold no episodes, or not those that they list, are refused", () => {
  const folder = Deno.makeTempDirSync();
  try {
    const make = (
      name: string,
      table: { readonly len: readonly number[]; readonly offset: readonly number[] },
      columns: { readonly [column: string]: number },
      complete = 1,
    ): string => {
      const path = join(folder, name);
      using writer = new Hdf5Writer(path);
      writer.addColumn({ name: "ep_len", shape: [], dtype: "int32" });
      writer.append("ep_len", Int32Array.from(table.len));
      writer.addColumn({ name: "ep_offset", shape: [], dtype: "int64" });
      writer.append("ep_offset", BigInt64Array.from(table.offset, BigInt));
      for (const [column, rows] of Object.entries(columns)) {
        writer.addColumn({ name: column, shape: [], dtype: "float32" });
        writer.append(column, new Float32Array(rows));
      }
      writer.setAttribute("complete", complete);
      return path;
    };
    const good = { len: [2, 3], offset: [0, 2] };
    const cases: [string, RegExp][] = [
      [fixture("types.h5"), /it has no "ep_len" and no "ep_offset", expected episodes .* run inspect/],
      [make("a.h5", { len: [2, 3], offset: [0] }, { x: 5 }), /lists 2 episodes and "ep_offset" 1/],
      [make("b.h5", good, { x: 4 }), /episode 1 ends at row 5, expected at most 4/],
      [make("c.h5", good, { x: 5, y: 6 }), /column "y" has 6 rows and "x" 5/],
      [make("d.h5", { len: [2, -3], offset: [0, 2] }, { x: 5 }), /"ep_len" holds something else/],
    ];
    for (const [path, message] of cases) {
      assert.throws(
        () => openDataset(path),
        (error) => error instanceof InputError && message.test(error.message),
        path,
      );
    }
    using torn = openDataset(make("e.h5", good, { x: 5, y: 6 }, 0));
    assert.deepEqual(torn.lengths, [2, 3]);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
