import { nativeSize } from "../actions.ts";
import { InputError } from "../errors.ts";
import type { ActionSpace, Dataset, DatasetEpisode, Observation, ObservationSpace } from "../types.ts";

/** Refuses what was found, in the sentence that an episode's error ends with. */
type Refuse = (found: string, expected: string) => never;

const size = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

function checkStream(
  stream: string,
  values: Observation | undefined,
  { shape, dtype }: ObservationSpace,
  rows: number,
  refuse: Refuse,
): void {
  if (values === undefined) return refuse(`it leaves out column "${stream}"`, "every stream");
  const found = values instanceof Uint8Array ? "uint8" : "float32";
  if (found !== dtype) refuse(`column "${stream}" comes as ${found}`, dtype);
  const expected = rows * size(shape);
  if (values.length !== expected) {
    refuse(`column "${stream}" has ${values.length} numbers for ${rows} rows`, `${expected}`);
  }
  if (found === "float32" && !values.every(Number.isFinite)) {
    refuse(`column "${stream}" holds a number that is not finite`, "finite numbers");
  }
}

function checkVariables({ variables: values, rows }: DatasetEpisode, dataset: Dataset, refuse: Refuse): void {
  const { variables: specs } = dataset;
  const expected = rows * specs.length;
  if (values.length !== expected) {
    refuse(`it has ${values.length} variables`, `${expected}: ${specs.length} a row`);
  }
  values.forEach((value, i) => {
    const { name, classes } = specs[i % specs.length];
    const known = classes ? Number.isInteger(value) && value >= 0 && value < classes.length : true;
    if (Number.isFinite(value) && known) return;
    refuse(`variable "${name}" is ${value}`, classes ? `0 to ${classes.length - 1}` : "a finite number");
  });
}

function checkActions({ actions, rows }: DatasetEpisode, { actionSpace }: Dataset, refuse: Refuse): void {
  const width = nativeSize(actionSpace);
  const [found, expected] = [actions?.length ?? 0, (rows - 1) * width];
  if (found !== expected) refuse(`${rows} rows have ${found} numbers of actions`, `${expected}`);
  for (let at = 0; at < found; at += width) {
    const action = actions?.subarray(at, at + width) ?? new Float32Array();
    if (isAction(actionSpace, action)) continue;
    const wanted = actionSpace.kind === "box" ? "finite numbers" : `a choice from 0 to ${actionSpace.n - 1}`;
    refuse(`action ${at / width} is ${action.join(", ")}`, wanted);
  }
}

function isAction(space: ActionSpace, action: Float32Array): boolean {
  if (space.kind === "box") return action.every(Number.isFinite);
  return Number.isInteger(action[0]) && action[0] >= 0 && action[0] < space.n;
}

/**
 * One episode of a dataset, checked: every stream in its shape and type, labels within their classes, an action between
 * every two rows, all numbers finite.
 *
 * @throws {InputError} naming dataset, episode and column.
 */
export function readEpisode(dataset: Dataset, index: number): DatasetEpisode {
  const refuse: Refuse = (found, expected) => {
    throw new InputError(
      `Cannot read episode ${index} of dataset "${dataset.id}": ${found}, expected ${expected}`,
    );
  };
  const episode = dataset.episode(index);
  const { rows, observations } = episode;
  if (!Number.isInteger(rows) || rows < 1) refuse(`it has ${rows} rows`, "at least 1");
  for (const [stream, space] of Object.entries(dataset.observations)) {
    checkStream(stream, observations[stream], space, rows, refuse);
  }
  checkVariables(episode, dataset, refuse);
  checkActions(episode, dataset, refuse);
  return episode;
}
