import { splitTask, subset } from "../core/data/split.ts";
import { checkActions, windows } from "../core/data/windows.ts";
import { rehearseTraining, type UntrainedModel } from "../core/train/rehearse.ts";
import type { EpisodeSource } from "../core/types.ts";
import { checkEvaluations, type TaskParts } from "./evaluation_task.ts";
import type { TaskWorld } from "./collect_data.ts";
import { openDataset } from "./data/open_dataset.ts";
import type { Progress } from "./progress.ts";

/**
 * Refuses a task before its data is collected for nothing: all that its file and its components tell by themselves. Its
 * policy, model and stages are made and tried, and its evaluations asked.
 *
 * @returns The model, which `checkEpisodes` asks for.
 * @throws {InputError} what the first of them says that cannot work.
 */
export async function checkTask(parts: TaskParts, { spec, dataset }: TaskWorld): Promise<UntrainedModel> {
  const { task, registry } = parts;
  if (task.data.policy) registry.make("policy", task.data.policy, { spec });
  const model = await rehearseTraining(task, registry, spec);
  try {
    const known = { world: model.world, ...(dataset && { episodes: dataset.episodes }) };
    await checkEvaluations(parts, spec, task.evaluate, known);
  } catch (error) {
    model[Symbol.dispose]();
    throw error;
  }
  return model;
}

/** Refuses episodes from which a stage cannot learn, on either side of the split. */
function checkWindows(
  { task }: TaskParts,
  spec: TaskWorld["spec"],
  source: EpisodeSource,
  streams: readonly string[],
) {
  const split = splitTask(task, source.lengths);
  for (const { window: frames } of Object.values(task.train)) {
    const cut = { frames, frameskip: task.data.frameskip, streams, actionSpace: spec.actionSpace };
    for (const episodes of [split.training, split.heldOut]) {
      windows(source, episodes, cut);
      checkActions(source, episodes, cut);
    }
  }
  return split;
}

/** What is checked of data that is there. */
export interface EpisodesCheck {
  /** What the task learns from. */
  readonly world: TaskWorld;
  /** What `checkTask` gave. */
  readonly model: UntrainedModel;
  /** The HDF5 file. */
  readonly path: string;
  /** Told how many episodes are too short for a window. */
  readonly progress: Progress;
}

/**
 * Refuses a task before it is trained for nothing: all that its episodes tell. Every stage must find windows on both
 * sides of the split, and every evaluation what it measures.
 *
 * @throws {InputError} what the first of them says that cannot work.
 */
export async function checkEpisodes(
  parts: TaskParts,
  { world: { spec }, model, path, progress }: EpisodesCheck,
): Promise<void> {
  using source = openDataset(path);
  const { tooShort, rows, heldOut, training } = checkWindows(parts, spec, source, model.encoder.inputs);
  if (tooShort > 0) {
    progress.say(
      `${tooShort} of ${source.lengths.length} episodes are too short for a window of ${rows} rows: nothing is learnt from them`,
    );
  }
  await checkEvaluations(parts, spec, parts.task.evaluate, {
    world: model.world,
    heldOut: subset(source, heldOut),
    training: subset(source, training),
  });
}
