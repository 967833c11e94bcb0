/**
 * What a target of the command line means: the name of a task, a task file, or a run folder.
 *
 * @module
 */
import builtin from "../builtin.ts";
import { InputError } from "../core/errors.ts";
import { tasks } from "../tasks/mod.ts";
import type { Progress } from "./progress.ts";
import { findCheckpoint, readPosition, trainedCheckpoint } from "./runs/checkpoint.ts";
import { listRuns, RunFolder } from "./runs/run_folder.ts";
import { isSmoke } from "./runs/smoke.ts";
import { type OpenedTask, readTask } from "./task/read_task.ts";

/** What may be laid over a task. */
export interface TaskChanges {
  /** Preset of the task file. */
  readonly preset?: string | undefined;
  /** Preset to take when none is asked for and the file has it. */
  readonly preferred?: string;
  /** `path.to.value=json`. */
  readonly overrides?: readonly string[];
  /** Root seed. */
  readonly seed?: number | undefined;
  /** Told which plugin modules are about to be run. */
  readonly announce?: (specifiers: readonly string[]) => void;
}

/** A task, and the preset that was laid over it. */
export interface ChosenTask extends OpenedTask {
  /** The preset; undefined for the task as it stands. */
  readonly preset: string | undefined;
}

/** Opens a task by name or file. Throws {@linkcode InputError}. */
export async function openTask(target: string, changes: TaskChanges): Promise<ChosenTask> {
  const { preset, preferred, overrides, seed, announce } = changes;
  const common = {
    plugins: [builtin],
    tasks,
    ...(overrides && { overrides }),
    ...(seed !== undefined && { seed }),
  };
  const told = { ...common, ...(announce && { announce }) };
  if (preset !== undefined) return { ...await readTask(target, { ...told, preset }), preset };
  const plain = await readTask(target, told);
  if (preferred === undefined || !plain.presets.includes(preferred)) return { ...plain, preset: undefined };
  return { ...await readTask(target, { ...common, preset: preferred }), preset: preferred };
}

/** A run with its task. */
export interface OpenedRun extends OpenedTask {
  /** The run. */
  readonly run: RunFolder;
}

/** Opens the task of a run as it was resolved when the run began; `changes` may be laid over it. */
export async function openRun(
  run: RunFolder,
  { overrides, seed }: Pick<TaskChanges, "overrides" | "seed"> = {},
): Promise<OpenedRun> {
  run.check();
  const changes = { ...(overrides && { overrides }), ...(seed !== undefined && { seed }) };
  const base = new URL(run.info.base);
  return { ...await readTask(run.file("task.json"), { ...changes, plugins: [builtin], tasks, base }), run };
}

/** Whether the training of a run is finished and its checkpoint whole; evaluation may still be missing. */
export function isTrained(run: RunFolder): boolean {
  const checkpoint = findCheckpoint(run.file("checkpoints"), "last");
  if (checkpoint === undefined) return false;
  try {
    return readPosition(checkpoint).finished;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

/** A run in one line: where it is, its preset, its seed and what was laid over its task. */
export function runLine({ path, info: { preset, seed, overrides = [] } }: RunFolder): string {
  return `run ${path} (${[preset ?? "no preset", `seed ${seed}`, ...overrides].join(", ")})`;
}

/** The newest trained run, before any smoke run. */
function newestTrained(runs: readonly RunFolder[]): RunFolder | undefined {
  let smoke: RunFolder | undefined;
  for (const run of runs) {
    run.check();
    if (!isTrained(run)) continue;
    if (!isSmoke(run.info)) return run;
    smoke ??= run;
  }
  return smoke;
}

/**
 * The trained run that a target means: a run folder, or the newest trained run of a task's name or file; smoke runs
 * count where there is no other. Which one it is, is told.
 *
 * @throws {InputError} when there is none, or the folder's is not trained.
 */
export async function openTrainedRun(
  target: string,
  out: string,
  progress: Pick<Progress, "say">,
): Promise<OpenedRun> {
  const open = async (run: RunFolder): Promise<OpenedRun> => {
    progress.say(runLine(run));
    return await openRun(run);
  };
  if (RunFolder.is(target)) {
    const run = RunFolder.open(target);
    run.check();
    trainedCheckpoint(run);
    return await open(run);
  }
  const { task } = await openTask(target, {});
  const runs = listRuns(out, task.name);
  const run = newestTrained(runs);
  if (run) return await open(run);
  const [newest] = runs;
  const found = newest ? `${runs.length} whose training is not finished` : "no run";
  const remedy = newest
    ? `continue with "deno task train ${newest.path}"`
    : `train with "deno task train ${target}"`;
  throw new InputError(
    `Cannot open a run of task "${task.name}" in "${out}": found ${found}, expected a trained one; ${remedy}`,
  );
}
