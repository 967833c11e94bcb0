import assert from "node:assert/strict";
import { inspectFile } from "./inspect_file.ts";

const fixture = (name: string): string => new URL(`./hdf5/fixtures/${name}`, import.meta.url).pathname;

Deno.test("inspectFile describes a dataset of episodes", () => {
  const report = inspectFile(fixture("episodes.h5"));
  assert.deepEqual(report.episodes, {
    count: 2,
    rows: 9,
    length: { min: 4, median: 4.5, mean: 4.5, max: 5 },
  });
  assert.equal(report.problem, null);
  assert.deepEqual(report.columns.find(({ name }) => name === "action"), {
    name: "action",
    shape: [9, 2],
    dtype: "float32",
    chunks: [1, 2],
    filters: [],
    sample: { rows: 9, min: 0, max: 15, nan: 4 },
    problem: null,
  });
  const sample = (column: string) => report.columns.find(({ name }) => name === column)?.sample;
  assert.deepEqual(sample("success"), { rows: 9, min: 0, max: 1, nan: 0 });
  assert.deepEqual(sample("step_idx"), { rows: 9, min: 0, max: 4, nan: 0 });
  assert.deepEqual(sample("instruction"), { rows: 9, min: null, max: null, nan: 0 });
  assert.deepEqual(JSON.parse(JSON.stringify(report)), report);
});

Deno.test("inspectFile describes any other file, and says what cannot be read", () => {
  const report = inspectFile(fixture("types.h5"));
  assert.equal(report.episodes, null);
  assert.match(report.problem ?? "", /it has no "ep_len"/);
  assert.equal(report.attributes.note, "made by h5py");
  const column = (wanted: string) => report.columns.find(({ name }) => name === wanted);
  assert.match(column("lzf")?.problem ?? "", /filter 32000/);
  assert.match(column("half")?.problem ?? "", /float16/);
  assert.deepEqual(column("gzip")?.filters, ["shuffle", "deflate", "fletcher32"]);
  assert.deepEqual(column("gzip")?.sample, { rows: 100, min: 0, max: 99, nan: 0 });
  assert.deepEqual(column("scalar")?.sample, { rows: 1, min: 2.5, max: 2.5, nan: 0 });
  assert.deepEqual(column("nothing")?.sample, { rows: 0, min: null, max: null, nan: 0 });
  assert.deepEqual(JSON.parse(JSON.stringify(report)), report);
});

Deno.test("inspectFile refuses what is no HDF5 file", () => {
  assert.throws(() => inspectFile(fixture("make_fixtures.py")), /no HDF5 signature/);
});
