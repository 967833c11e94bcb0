import assert from "node:assert/strict";
import { seededRng } from "../core/rng.ts";
import type { Dataset, DatasetEpisode } from "../core/types.ts";
import { checkDataset } from "./dataset.ts";

/** Walks of three rows with a label and a box of one action. */
const walks: Dataset = {
  id: "walks@1",
  observations: { place: { shape: [2], dtype: "float32" } },
  actionSpace: { kind: "box", low: [-1], high: [1] },
  variables: [{ name: "kind", unit: "", description: "which", classes: ["near", "far"] }],
  episodes: 20,
  episode: (index) => ({
    rows: 3,
    observations: { place: Float32Array.from(seededRng(index).normals(6)) },
    actions: Float32Array.of(0.5, -0.5),
    variables: Float64Array.of(index % 2, index % 2, index % 2),
  }),
};

/** The walks, with something of each episode changed. */
const changed = (change: (index: number) => Partial<DatasetEpisode>): Dataset => ({
  ...walks,
  episode: (index) => ({ ...walks.episode(index), ...change(index) }),
});

let count = 0;
const BROKEN: readonly [Dataset, RegExp][] = [
  [{ ...walks, id: "walks" }, /its id is "walks", expected a versioned one/],
  [{ ...walks, episodes: 1 }, /it has 1 episodes, expected at least 2/],
  [changed(() => ({ rows: 0 })), /Cannot read episode 0 of dataset "walks@1": it has 0 rows/],
  [
    changed(() => ({ observations: { place: new Float32Array(6).fill(count++) } })),
    /differs when asked for in another order/,
  ],
];

Deno.test("a dataset that keeps the rules passes", () => checkDataset(() => walks));

for (const [dataset, sentence] of BROKEN) {
  Deno.test(`refused: ${sentence.source}`, () => assert.throws(() => checkDataset(() => dataset), sentence));
}
