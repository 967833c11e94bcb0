import assert from "node:assert/strict";
import type { Dataset, DatasetEpisode } from "../types.ts";
import { readEpisode } from "./read_episode.ts";

/** Walks of three rows with a label, a quantity and a box of one action. */
const walks: Dataset = {
  id: "walks@1",
  observations: { place: { shape: [2], dtype: "float32" } },
  actionSpace: { kind: "box", low: [-1], high: [1] },
  variables: [
    { name: "kind", unit: "", description: "which", classes: ["near", "far"] },
    { name: "speed", unit: "px", description: "how fast" },
  ],
  episodes: 2,
  episode: (index) => ({
    rows: 3,
    observations: { place: Float32Array.of(0, 1, 2, 3, 4, index) },
    actions: Float32Array.of(0.5, -0.5),
    variables: Float64Array.of(1, 7, 0, 7, 1, 7),
  }),
};
const choices = { actionSpace: { kind: "discrete", n: 3 } } as const;
const still = { actionSpace: { kind: "box", low: [], high: [] } } as const;

function read(change: Partial<DatasetEpisode>, other: Partial<Dataset> = {}): DatasetEpisode {
  return readEpisode(
    { ...walks, ...other, episode: (index) => ({ ...walks.episode(index), ...change }) },
    1,
  );
}

Deno.test("an episode that is as its dataset says comes as it is", () => {
  assert.deepEqual(read({}), walks.episode(1));
  assert.equal(read({ actions: Float32Array.of(2, 0) }, choices).rows, 3);
  const { actions: _, ...picture } = walks.episode(1);
  assert.equal(readEpisode({ ...walks, ...still, episode: () => picture }, 0).rows, 3);
});

const place = (values: Float32Array | Uint8Array) => ({ observations: { place: values } });
const BROKEN: readonly [Partial<DatasetEpisode>, string, Partial<Dataset>?][] = [
  [{ rows: 0 }, "it has 0 rows, expected at least 1"],
  [{ rows: 1.5 }, "it has 1.5 rows, expected at least 1"],
  [{ observations: {} }, 'it leaves out column "place", expected every stream'],
  [place(new Uint8Array(6)), 'column "place" comes as uint8, expected float32'],
  [place(new Float32Array(4)), 'column "place" has 4 numbers for 3 rows, expected 6'],
  [
    place(new Float32Array(6).fill(NaN)),
    'column "place" holds a number that is not finite, expected finite numbers',
  ],
  [{ variables: Float64Array.of(0) }, "it has 1 variables, expected 6: 2 a row"],
  [{ variables: Float64Array.of(1, 7, 2, 7, 1, 7) }, 'variable "kind" is 2, expected 0 to 1'],
  [{ variables: Float64Array.of(1, 7, 0, NaN, 1, 7) }, 'variable "speed" is NaN, expected a finite number'],
  [{ actions: Float32Array.of(1) }, "3 rows have 1 numbers of actions, expected 2"],
  [{ actions: Float32Array.of(1, Infinity) }, "action 1 is Infinity, expected finite numbers"],
  [{ actions: Float32Array.of(1, 3) }, "action 1 is 3, expected a choice from 0 to 2", choices],
  [{}, "3 rows have 2 numbers of actions, expected 0", still],
];

for (const [change, sentence, other] of BROKEN) {
  Deno.test(`refused: ${sentence}`, () => {
    const message = `Cannot read episode 1 of dataset "walks@1": ${sentence}`;
    assert.throws(() => read(change, other), { name: "InputError", message });
  });
}
