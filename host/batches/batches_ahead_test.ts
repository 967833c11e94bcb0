import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawnBatches } from "../../core/data/batches.ts";
import { windows } from "../../core/data/windows.ts";
import { seededRng } from "../../core/rng.ts";
import { inFolder } from "../../tests/fixtures/in_folder.ts";
import { DatasetWriter } from "../data/dataset_writer.ts";
import { openDataset } from "../data/open_dataset.ts";
import { BatchesAhead } from "./batches_ahead.ts";
import type { BatchSource } from "./batch_request.ts";

const rng = seededRng(4).fork("train");

function sourceOf(path: string): BatchSource {
  const actionSpace = { kind: "box", low: [-1], high: [1] } as const;
  const cut = { frames: 3, frameskip: 2, streams: ["pixels"], actionSpace };
  return { path, episodes: [0, 2], cut, size: 4, key: rng.key };
}

/** Three episodes of nine rows; the action of row `broken` is none. */
function store(folder: string, broken = -1): string {
  const path = join(folder, "data.h5");
  using writer = new DatasetWriter(path, [
    { name: "pixels", shape: [2, 2, 3], dtype: "uint8" },
    { name: "action", shape: [1], dtype: "float32" },
  ], {});
  for (let episode = 0; episode < 3; episode++) {
    writer.append({
      pixels: Uint8Array.from({ length: 9 * 12 }, (_, i) => i + episode),
      action: Float32Array.from({ length: 9 }, (_, row) => row === 8 || row === broken ? NaN : row / 10),
    });
  }
  writer.finish();
  return path;
}

Deno.test("batches made ahead are those made here, in whatever order they are asked for", () =>
  inFolder(async (folder) => {
    const source = sourceOf(store(folder));
    using dataset = openDataset(source.path);
    const here = drawnBatches(windows(dataset, source.episodes, source.cut), source.size, rng);
    using ahead = new BatchesAhead(source, 9);
    for (const step of [0, 1, 2, 2, 7, 8, 3]) assert.deepEqual(await ahead.at(step), await here.at(step));
  }));

Deno.test("what is wrong with the file is told as in this thread, each time a batch is asked for", () =>
  inFolder(async (folder) => {
    const broken = sourceOf(store(folder, 4));
    using noNumber = new BatchesAhead(broken, 9);
    const bad =
      /^InputError: Cannot cut a window: the action in episode [02], row 4 is NaN, expected a number$/;
    await assert.rejects(noNumber.at(0), bad);
    await assert.rejects(noNumber.at(1), bad);
    const torn = join(folder, "torn.h5");
    writeFileSync(torn, "no HDF5");
    using noFile = new BatchesAhead(sourceOf(torn), 9);
    await assert.rejects(noFile.at(0), /^InputError: Cannot open ".*torn\.h5"/);
    await assert.rejects(noFile.at(0), /^InputError: Cannot open ".*torn\.h5"/);
  }));

Deno.test("functions that a world hangs on its space do not stand in the way", () =>
  inFolder(async (folder) => {
    const source = sourceOf(store(folder));
    const actionSpace = { ...source.cut.actionSpace, sample: () => 0 };
    using ahead = new BatchesAhead({ ...source, cut: { ...source.cut, actionSpace } }, 1);
    assert.equal((await ahead.at(0)).size, 4);
  }));
