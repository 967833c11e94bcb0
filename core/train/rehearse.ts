import { normaliseBlock } from "../actions.ts";
import { buildModel, disposeModel, type Model } from "../build.ts";
import { drawnBatches } from "../data/batches.ts";
import { longestWindow } from "../data/split.ts";
import type { Windows } from "../data/windows.ts";
import { InputError } from "../errors.ts";
import type { Registry } from "../registry.ts";
import { seededRng } from "../rng.ts";
import type { Task } from "../task/task.ts";
import type { ActionSpace, EnvSpec, Observation, ObservationSpace } from "../types.ts";
import { Stage } from "./stage.ts";

/** Some bytes that are not all the same. */
const someByte = (i: number): number => (i * 2654435761 >>> 16) & 255;

/** Numbers of a stream that mean nothing. */
function madeUp({ shape, dtype }: ObservationSpace, frames: number): Observation {
  const length = shape.reduce((product, side) => product * side, frames);
  return dtype === "uint8"
    ? Uint8Array.from({ length }, (_, i) => someByte(i))
    : Float32Array.from({ length }, (_, i) => someByte(i) / 128 - 1);
}

/** An action that every space has: the first choice, or nothing at all as far as the bounds let it. */
function anAction(space: ActionSpace): number[] {
  return space.kind === "discrete"
    ? [0]
    : space.low.map((low, i) => Math.min(Math.max(0, low), space.high[i]));
}

/** Windows of a form that data will have, before there is any. */
function madeUpWindows(
  model: Model,
  spec: Pick<EnvSpec, "actionSpace">,
  task: Task,
  frames: number,
): Windows {
  const actions = Array.from(
    { length: (frames - 1) * task.data.frameskip },
    () => anAction(spec.actionSpace),
  );
  const block = normaliseBlock(spec.actionSpace, actions);
  return {
    count: 1,
    sample: (_, size) => {
      const streams = model.encoder.inputs.map((stream) =>
        [stream, madeUp(model.observations[stream], size * frames)] as const
      );
      const all = new Float32Array(size * block.length);
      for (let b = 0; b < size; b++) all.set(block, b * block.length);
      return { size, frames, observations: Object.fromEntries(streams), actions: all };
    },
  };
}

function checkTrain(task: Task): void {
  const { name, train, data: { steps, frameskip } } = task;
  if (Object.keys(train).length === 0) {
    throw new InputError(`Cannot train task "${name}": its "train" is empty, expected at least one stage`);
  }
  const { stage, rows } = longestWindow(task);
  if (steps === undefined || rows <= steps + 1) return;
  throw new InputError(
    `Cannot train stage "${stage}": a window of train.${stage}.window ${
      train[stage].window
    } frames, data.frameskip ` +
      `${frameskip} steps apart, takes ${
        rows - 1
      } steps, expected at most data.steps, which is ${steps}; lower ` +
      `train.${stage}.window or data.frameskip, or raise data.steps`,
  );
}

/** A model that was never trained; its weights are freed when it is let go. */
export type UntrainedModel = Model & Disposable;

async function rehearseStages(
  task: Task,
  registry: Registry,
  model: Model,
  spec: Pick<EnvSpec, "actionSpace">,
) {
  for (const [name, stageTask] of Object.entries(task.train)) {
    const made = madeUpWindows(model, spec, task, stageTask.window);
    const rng = seededRng(task.seed).fork("rehearse").fork(name);
    const batches = drawnBatches(made, stageTask.batch, rng);
    let stage: Stage | undefined;
    try {
      stage = new Stage({ name, task: stageTask, model, registry, batches, heldOut: made, rng });
      await stage.rehearse();
    } catch (error) {
      if (!(error instanceof InputError) || error.message.includes(`stage "${name}"`)) throw error;
      throw new InputError(`${error.message} (train.${name})`, { cause: error });
    } finally {
      stage?.dispose();
    }
  }
}

/**
 * Tries a task before its data is collected: makes its model and every stage, and goes through one step of each on
 * made-up windows of the form that the data will have. So a stage that cannot work is told of now, not when the stages
 * before it are trained. This takes as long as those steps do. No weight of it is kept, and no random number of the
 * training is drawn.
 *
 * @returns The model, for whoever asks whether it can be measured.
 * @throws {InputError} what the first part says that refuses the task or its partner.
 */
export async function rehearseTraining(
  task: Task,
  registry: Registry,
  spec: Pick<EnvSpec, "observations" | "actionSpace">,
): Promise<UntrainedModel> {
  checkTrain(task);
  const model = buildModel(task, registry, spec, seededRng(task.seed).fork("init"));
  const free = () => disposeModel(model);
  try {
    await rehearseStages(task, registry, model, spec);
  } catch (error) {
    free();
    throw error;
  }
  return { ...model, [Symbol.dispose]: free };
}
