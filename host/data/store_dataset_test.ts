import assert from "node:assert/strict";
import { join } from "node:path";
import type { Dataset } from "../../core/types.ts";
import { openDataset } from "./open_dataset.ts";
import { storeDataset } from "./store_dataset.ts";

/** Three recordings of two rows. */
const recordings: Dataset = {
  id: "recordings@2",
  observations: { place: { shape: [2], dtype: "float32" } },
  actionSpace: { kind: "discrete", n: 3 },
  variables: [{ name: "kind", unit: "", description: "which", classes: ["a", "b", "c"] }],
  episodes: 3,
  episode: (index) => ({
    rows: 2,
    observations: { place: Float32Array.of(index, 0, index, 1) },
    actions: Float32Array.of(index),
    variables: Float64Array.of(index, index),
  }),
};

async function stored(
  dataset: Dataset,
  look: (source: ReturnType<typeof openDataset>) => void,
): Promise<void> {
  const folder = Deno.makeTempDirSync();
  try {
    const path = join(folder, "a.h5");
    const done: number[] = [];
    await storeDataset({
      dataset,
      path,
      attributes: { seed: 7 },
      progress: (count) => void done.push(count),
    });
    assert.deepEqual(done, Array.from({ length: dataset.episodes }, (_, i) => i + 1));
    using source = openDataset(path);
    look(source);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("episodes are stored as collected ones are, the last action as NaN", () =>
  stored(recordings, (source) => {
    assert.deepEqual(source.lengths, [2, 2, 2]);
    assert.deepEqual(source.read(1, "place", 0, 2), Float32Array.of(1, 0, 1, 1));
    assert.deepEqual(source.read(2, "action", 0, 2), Float32Array.of(2, NaN));
    assert.deepEqual(source.read(2, "state", 1, 1), Float64Array.of(2));
    assert.equal(source.attributes.env, "recordings@2");
    assert.equal(source.attributes.seed, 7);
  }));

Deno.test("without actions and labels there are no columns of them", () =>
  stored({
    ...recordings,
    actionSpace: { kind: "box", low: [], high: [] },
    variables: [],
    episode: (index) => ({
      rows: 1,
      observations: { place: Float32Array.of(index, index) },
      variables: new Float64Array(),
    }),
  }, (source) => assert.deepEqual(source.columns.map(({ name }) => name).sort(), ["place", "step_idx"])));

Deno.test("a dataset of one episode is refused before a file is made", () =>
  assert.rejects(
    storeDataset({ dataset: { ...recordings, episodes: 1 }, path: "/nowhere/a.h5", attributes: {} }),
    /Cannot store dataset "recordings@2": it has 1 episodes, expected at least 2/,
  ));

Deno.test("an episode that is not as the dataset says is refused, by its number and column", () =>
  assert.rejects(
    stored({
      ...recordings,
      episode: (index) => ({ ...recordings.episode(index), actions: Float32Array.of(index + 1) }),
    }, () => {}),
    /Cannot read episode 2 of dataset "recordings@2": action 0 is 3, expected a choice from 0 to 2/,
  ));
