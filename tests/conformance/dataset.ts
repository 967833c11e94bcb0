import { nativeSize, normaliseAction } from "../../core/actions.ts";
import { seededRng } from "../../core/rng.ts";
import type {
  Dataset,
  DatasetEpisode,
  Given,
  Observation,
  ObservationSpace,
  VariableSpec,
} from "../../core/types.ts";
import { demand, same } from "./module_rules/subject.ts";

/** Episodes that are looked at: the first ones and the last. */
const LOOKED_AT = 8;

const size = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

function checkStream(
  stream: string,
  values: Observation | undefined,
  { shape, dtype }: ObservationSpace,
  rows: number,
): void {
  demand("dataset", values !== undefined, `an episode leaves out stream "${stream}", expected every stream`);
  const bytes = values instanceof Uint8Array;
  demand(
    "dataset",
    bytes === (dtype === "uint8"),
    `stream "${stream}" comes as ${bytes ? "uint8" : "float32"}, expected ${dtype}`,
  );
  const expected = rows * size(shape);
  demand(
    "dataset",
    values.length === expected,
    `stream "${stream}" has ${values.length} numbers for ${rows} rows, expected ${expected}`,
  );
  demand("dataset", values.every(Number.isFinite), `stream "${stream}" holds a number that is not finite`);
}

function checkVariables(values: Float64Array, specs: readonly VariableSpec[], rows: number): void {
  const expected = rows * specs.length;
  demand(
    "dataset",
    values.length === expected,
    `an episode has ${values.length} variables, expected ${expected}: ${specs.length} a row`,
  );
  for (const [i, value] of values.entries()) {
    const { name, classes } = specs[i % specs.length];
    const known = classes ? Number.isInteger(value) && value >= 0 && value < classes.length : true;
    demand(
      "dataset",
      Number.isFinite(value) && known,
      `variable "${name}" is ${value}, expected ${
        classes ? `0 to ${classes.length - 1}` : "a finite number"
      }`,
    );
  }
}

function checkActions({ actions, rows }: DatasetEpisode, { actionSpace }: Dataset): void {
  const width = nativeSize(actionSpace);
  const expected = (rows - 1) * width;
  const found = actions?.length ?? 0;
  demand(
    "dataset",
    found === expected,
    `an episode of ${rows} rows has ${found} numbers of actions, expected ${expected}`,
  );
  for (let at = 0; at < found; at += width) {
    const numbers = normaliseAction(actionSpace, actions?.slice(at, at + width) ?? []);
    demand("dataset", numbers.every(Number.isFinite), "an action is not finite, expected finite numbers");
  }
}

function checkEpisode(episode: DatasetEpisode, dataset: Dataset): void {
  const { rows, observations, variables } = episode;
  demand("dataset", Number.isInteger(rows) && rows > 0, `an episode has ${rows} rows, expected at least 1`);
  for (const [stream, space] of Object.entries(dataset.observations)) {
    checkStream(stream, observations[stream], space, rows);
  }
  checkVariables(variables, dataset.variables, rows);
  checkActions(episode, dataset);
}

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
  const first = indices.map((index) => dataset.episode(index));
  first.forEach((episode) => checkEpisode(episode, dataset));
  const numbers = first.map(numbersOf);
  indices.forEach((_, i) => {
    const back = indices.length - 1 - i;
    demand(
      "dataset",
      same(numbersOf(again.episode(indices[back])), numbers[back]),
      `episode ${indices[back]} differs when asked for in another order, expected the same`,
    );
  });
}
