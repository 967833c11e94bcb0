import assert from "node:assert/strict";
import { seededRng } from "../../core/rng.ts";
import type { Dataset, DatasetEpisode } from "../../core/types.ts";
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
  [changed(() => ({ rows: 0 })), /has 0 rows, expected at least 1/],
  [changed(() => ({ observations: {} })), /leaves out stream "place"/],
  [changed(() => ({ observations: { place: new Uint8Array(6) } })), /comes as uint8, expected float32/],
  [changed(() => ({ observations: { place: new Float32Array(4) } })), /has 4 numbers for 3 rows, expected 6/],
  [changed(() => ({ observations: { place: new Float32Array(6).fill(NaN) } })), /not finite/],
  [changed(() => ({ variables: Float64Array.of(0) })), /has 1 variables, expected 3: 1 a row/],
  [changed(() => ({ variables: Float64Array.of(0, 1, 2) })), /variable "kind" is 2, expected 0 to 1/],
  [changed(() => ({ actions: Float32Array.of(1) })), /3 rows has 1 numbers of actions, expected 2/],
  [changed(() => ({ actions: Float32Array.of(1, Infinity) })), /an action is not finite/],
  [
    changed(() => ({ observations: { place: new Float32Array(6).fill(count++) } })),
    /differs when asked for in another order/,
  ],
];

Deno.test("a dataset that keeps the rules passes", () => checkDataset(() => walks));

for (const [dataset, sentence] of BROKEN) {
  Deno.test(`refused: ${sentence.source}`, () => assert.throws(() => checkDataset(() => dataset), sentence));
}
