import { readEpisode } from "../core/data/read_episode.ts";
import { seededRng } from "../core/rng.ts";
import type { Dataset, DatasetEpisode, Given } from "../core/types.ts";
import { demand, same } from "./module_rules/subject.ts";

/** Episodes that are looked at: the first ones and the last. */
const LOOKED_AT = 8;

/** Everything of an episode, as one list of numbers. */
function numbersOf({ observations, actions = new Float32Array(), variables }: DatasetEpisode): number[] {
  return [...Object.values(observations), actions, variables].flatMap((values) => Array.from(values));
}

/**
 * Runs the rules of {@linkcode Dataset} and throws {@linkcode InputError} with the first that is broken: a versioned id,
 * at least 2 episodes, every stream in its shape and type, labels within their classes, actions within their
 * space; an episode is the same whenever and in whatever order it is asked for.
 *
 * @param make Makes the dataset from what the framework gives.
 *
 * @example
 * ```ts
 * import { checkDataset } from "@orrery/orrery/testing";
 * import type { Dataset } from "@orrery/orrery/core";
 *
 * const grey: Dataset = {
 *   id: "grey@1",
 *   observations: { pixels: { shape: [4, 4, 3], dtype: "uint8" } },
 *   actionSpace: { kind: "box", low: [], high: [] },
 *   variables: [{ name: "level", unit: "", description: "grey level" }],
 *   episodes: 200,
 *   episode: (index) => ({
 *     rows: 1,
 *     observations: { pixels: new Uint8Array(48).fill(index) },
 *     variables: Float64Array.of(index),
 *   }),
 * };
 * checkDataset(() => grey);
 * ```
 */
export function checkDataset(make: (given: Given<"dataset">) => Dataset): void {
  const [dataset, again] = [1, 1].map((seed) => make({ rng: seededRng(seed) }));
  const { id, episodes } = dataset;
  demand(
    "dataset",
    /^[a-z0-9-]+@\d+$/.test(id),
    `its id is "${id}", expected a versioned one such as "digits@1"`,
  );
  demand(
    "dataset",
    Number.isInteger(episodes) && episodes > 1,
    `it has ${episodes} episodes, expected at least 2`,
  );
  const looked = Array.from({ length: Math.min(LOOKED_AT, episodes - 1) }, (_, index) => index);
  const indices = [...looked, episodes - 1];
  const numbers = indices.map((index) => numbersOf(readEpisode(dataset, index)));
  indices.forEach((_, i) => {
    const back = indices.length - 1 - i;
    demand(
      "dataset",
      same(numbersOf(again.episode(indices[back])), numbers[back]),
      `episode ${indices[back]} differs when asked for in another order, expected the same`,
    );
  });
}
