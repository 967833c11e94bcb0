import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../core/errors.ts";
import { inProcess } from "../core/env/env_batch.ts";
import type { Registry } from "../core/registry.ts";
import { dataKey } from "../core/task/hash.ts";
import type { Task } from "../core/task/task.ts";
import type { Env, EnvBatch } from "../core/types.ts";
import { onDisk } from "./atomic_write.ts";
import { collect } from "./dataset/collect.ts";
import { interruptible } from "./next_turn.ts";
import { openDataset } from "./dataset/open_dataset.ts";
import type { Progress } from "./progress.ts";
import { openWorkers } from "./workers/open_workers.ts";

/** Worlds stepped side by side while collecting. */
const SLOTS = 8;

/** Threads that step worlds while collecting. */
export interface Threads {
  /** How many; 1 is this one. */
  readonly workers: number;
  /** What the paths of the task's plugins are relative to. */
  readonly base: URL;
}

/** The maker of a task's world. Throws {@linkcode InputError} for a task without one. */
export function envMaker(task: Task, registry: Registry): () => Env {
  const { env } = task;
  if (!env) throw new InputError(`Cannot make the world of task "${task.name}": the task file has no "env"`);
  return () => registry.make("env", env, {});
}

/** Where the data of a task lies: tasks that collect alike share it. */
export async function dataPath(task: Task, out: string): Promise<string> {
  return join(out, "data", `${task.env?.use ?? task.name}-${await dataKey(task)}.h5`);
}

/** Refuses data of another world: a plugin may have changed under the same name. */
function checkWorld(path: string, id: string): void {
  using source = openDataset(path);
  const found = source.attributes.env;
  if (found === id) return;
  throw new InputError(
    `Cannot use "${path}": it was collected in world "${found}", expected "${id}"; move it away to collect anew`,
  );
}

async function openBatch(task: Task, makeEnv: () => Env, threads?: Threads): Promise<EnvBatch> {
  const { env, plugins, data } = task;
  const size = Math.min(SLOTS, data.episodes);
  if (!env || !threads || threads.workers === 1) return inProcess(makeEnv, size);
  return await openWorkers({ env, plugins, base: threads.base.href }, size, threads.workers);
}

/**
 * Collects the data of a task, unless it is there. However many threads step the worlds, every column is the same.
 *
 * @returns The path of the HDF5 file.
 * @throws {InputError} when the data that is there comes from another world; `HostError` when the disk refuses.
 */
export async function collectData(
  task: Task,
  registry: Registry,
  out: string,
  progress: Progress,
  threads?: Threads,
): Promise<string> {
  const path = await dataPath(task, out);
  const makeEnv = envMaker(task, registry);
  if (existsSync(path)) {
    checkWorld(path, makeEnv().id);
    return path;
  }
  onDisk(`create folder "${join(out, "data")}"`, () => mkdirSync(join(out, "data"), { recursive: true }));
  progress.phase("collect");
  const batch = interruptible(await openBatch(task, makeEnv, threads));
  try {
    await collect({
      batch,
      policy: registry.make("policy", task.data.policy, { spec: batch.spec }),
      path,
      episodes: task.data.episodes,
      steps: task.data.steps,
      seed: task.seed,
      attributes: { task: task.name, data_key: await dataKey(task) },
      progress: (done: number) => progress.at(done, task.data.episodes, "episodes"),
    });
  } finally {
    await batch.close();
  }
  return path;
}
