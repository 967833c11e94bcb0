import { existsSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../core/errors.ts";
import { seededRng } from "../core/rng.ts";
import { inProcess } from "../core/env/env_batch.ts";
import { makeEnv } from "../core/env/wrap.ts";
import type { Registry } from "../core/registry.ts";
import { dataKey } from "../core/task/hash.ts";
import type { Task } from "../core/task/task.ts";
import type { Dataset, Env, EnvSpec } from "../core/types.ts";
import { disk } from "./io/disk.ts";
import { onDisk } from "./io/atomic_write.ts";
import { collect } from "./data/collect.ts";
import { openDataset } from "./data/open_dataset.ts";
import { ownCollector } from "./data/own_collector.ts";
import { storeDataset } from "./data/store_dataset.ts";
import { interruptible, nextTurn } from "./next_turn.ts";
import type { Progress } from "./progress.ts";
import { WorkerCollector } from "./workers/worker_collector.ts";

/** Most threads by default: one of them writes the file as well. */
const MOST_WORKERS = 4;
/** Steps that are made before another thread has started. */
const ALONE_BELOW = 2000;

/** What a task learns from: a world that is acted in, or a dataset. */
export interface TaskWorld {
  /** What is known of either. */
  readonly spec: EnvSpec;
  /** The dataset, where there is one. */
  readonly dataset?: Dataset;
}

/** The data of a task. */
export interface CollectedData {
  /** Path of the HDF5 file. */
  readonly path: string;
  /** What it comes from. */
  readonly spec: EnvSpec;
}

/** Threads that make episodes. */
export interface Threads {
  /** How many, this one included; by default one a core but at most four where there is much to do. */
  readonly workers?: number | undefined;
  /** What the paths of the task's plugins are relative to. */
  readonly base: URL;
}

/** The maker of a task's world. Throws {@linkcode InputError} for a task without one. */
export function envMaker(task: Task, registry: Registry): () => Env {
  const { env, name, data: { dataset } } = task;
  if (!env) {
    throw new InputError(
      `Cannot make the world of task "${name}": it learns from dataset "${dataset?.use}", expected an "env" in the task file`,
    );
  }
  return () => makeEnv(registry, env);
}

/** Makes what a task learns from; once a command, because a dataset may take long to make. */
export async function openTaskWorld(task: Task, registry: Registry): Promise<TaskWorld> {
  const { data: { dataset: use }, seed } = task;
  if (use) {
    const dataset = registry.make("dataset", use, { rng: seededRng(seed).fork("dataset") });
    const { id, observations, actionSpace, variables } = dataset;
    return { dataset, spec: { id, observations, actionSpace, variables, factors: [] } };
  }
  const one = inProcess(envMaker(task, registry), 1);
  await one.close();
  return { spec: one.spec };
}

/** Where the data of a task lies: tasks that collect alike share it. */
export async function dataPath(task: Task, out: string): Promise<string> {
  return join(
    out,
    "data",
    `${task.data.dataset?.use ?? task.env?.use ?? task.name}-${await dataKey(task)}.h5`,
  );
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

/** Where data goes, and what is told on the way. */
interface Collecting {
  readonly task: Task;
  readonly registry: Registry;
  readonly path: string;
  readonly progress: Progress;
  readonly threads: Threads | undefined;
}

/** What a task says of its episodes. Throws {@linkcode InputError} where it does not. */
function sourceOf({ name, env, plugins, seed, data: { policy, episodes, steps } }: Task) {
  if (!env || !policy || episodes === undefined || steps === undefined) {
    throw new InputError(
      `Cannot collect data of task "${name}": its "data" is incomplete, expected policy, episodes and steps`,
    );
  }
  return { episodes, source: { env, plugins, policy, steps, seed } };
}

/** How many threads it takes to make some episodes. */
function threadsFor({ workers }: Threads, episodes: number, steps: number): number {
  const unlessTold = episodes * steps < ALONE_BELOW
    ? 1
    : Math.min(navigator.hardwareConcurrency, MOST_WORKERS);
  return Math.min(workers ?? unlessTold, episodes);
}

async function collectEpisodes({ task, registry, path, progress, threads }: Collecting): Promise<void> {
  const { episodes, source } = sourceOf(task);
  const batch = interruptible(inProcess(envMaker(task, registry), 1));
  const helpers: WorkerCollector[] = [];
  try {
    const policy = registry.make("policy", source.policy, { spec: batch.spec });
    const own = ownCollector({ ...source, batch, policy });
    for (let i = 1; threads && i < threadsFor(threads, episodes, source.steps); i++) {
      helpers.push(new WorkerCollector({ ...source, base: threads.base.href }));
    }
    await collect({
      collectors: [own, ...helpers],
      spec: batch.spec,
      path,
      episodes,
      attributes: { seed: task.seed, task: task.name, data_key: await dataKey(task) },
      progress: (done: number) => progress.at(done, episodes, "episodes"),
    });
  } finally {
    await Promise.all([batch, ...helpers].map((one) => one.close()));
  }
}

async function storeEpisodes(dataset: Dataset, { task, path, progress }: Collecting): Promise<void> {
  await storeDataset({
    dataset,
    path,
    attributes: { task: task.name, seed: task.seed, data_key: await dataKey(task) },
    progress: async (done) => {
      progress.at(done, dataset.episodes, "episodes");
      await nextTurn();
    },
  });
}

/**
 * Collects the data of a task, or stores what its dataset brings, unless it is there. However many threads make
 * episodes, every column is the same.
 *
 * @param threads By default this one alone.
 * @param world What the task learns from; by default it is made.
 * @throws {InputError} when the data that is there comes from another world; `HostError` when the disk refuses.
 */
export async function collectData(
  task: Task,
  registry: Registry,
  out: string,
  progress: Progress,
  threads?: Threads,
  world?: TaskWorld,
): Promise<CollectedData> {
  const path = await dataPath(task, out);
  const { spec, dataset } = world ?? await openTaskWorld(task, registry);
  if (existsSync(path)) {
    checkWorld(path, spec.id);
    return { path, spec };
  }
  onDisk(`create folder "${join(out, "data")}"`, () => disk().makeFolder(join(out, "data")));
  progress.phase("collect");
  const collecting = { task, registry, path, progress, threads };
  await (dataset ? storeEpisodes(dataset, collecting) : collectEpisodes(collecting));
  return { path, spec };
}
