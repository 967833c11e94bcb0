/**
 * How fast episodes are collected into a file and windows are cut out of one.
 *
 * @module
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { windows } from "../core/data/windows.ts";
import { seededRng } from "../core/rng.ts";
import { collectData } from "../host/collect_data.ts";
import { openDataset } from "../host/data/open_dataset.ts";
import { openTask } from "../host/open_target.ts";
import type { Progress } from "../host/progress.ts";
import type { BenchResult } from "./bench_result.ts";
import { measureRate } from "./measure_rate.ts";

const TASKS = ["tworoom", "pusht", "carracing"] as const;
/** Windows of a batch, and frames of a window. */
const [BATCH, FRAMES] = [64, 4];
const SILENT: Progress = { phase: () => {}, at: () => {}, say: () => {} };

async function withFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "orrery-bench-"));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Collects episodes of a task at its preset `cpu` into a folder. */
async function collect(
  name: string,
  folder: string,
  { episodes, workers }: DataEffort & { workers: number },
) {
  const { task, registry, base } = await openTask(name, {
    preset: "cpu",
    overrides: [`data.episodes=${episodes}`],
  });
  return { task, ...await collectData(task, registry, folder, SILENT, { workers, base }) };
}

/** How much data is made, and how often. */
export interface DataEffort {
  /** Episodes that are collected. */
  readonly episodes: number;
  /** How often each figure is measured. */
  readonly turns: number;
}

/** Env steps a second while collecting, file and all, with one worker and with two. */
export async function collectRates(effort: DataEffort): Promise<readonly BenchResult[]> {
  const results: BenchResult[] = [];
  for (const name of TASKS) {
    for (const workers of [1, 2]) {
      const run = () =>
        withFolder(async (folder) => {
          const { path } = await collect(name, folder, { ...effort, workers });
          using source = openDataset(path);
          return source.lengths.reduce((steps, rows) => steps + rows - 1, 0);
        });
      const { turns } = effort;
      results.push(await measureRate({ name: `collect/${name}/${workers}`, unit: "steps", turns, run }));
    }
  }
  return results;
}

/** Windows a second out of a collected HDF5 file, in batches as a training step takes them. */
export async function windowRates(effort: DataEffort): Promise<readonly BenchResult[]> {
  return await withFolder(async (folder) => {
    const results: BenchResult[] = [];
    for (const name of TASKS) {
      const { task, path, spec } = await collect(name, folder, { ...effort, workers: 1 });
      using source = openDataset(path);
      const { frameskip } = task.data;
      const cut = { frames: FRAMES, frameskip, streams: ["pixels"], actionSpace: spec.actionSpace };
      const all = windows(source, source.lengths.map((_, episode) => episode), cut);
      const rng = seededRng(1);
      let batch = 0;
      const run = async () => {
        for (let i = 0; i < 10; i++) await all.sample(rng.fork(batch++), BATCH);
        return 10 * BATCH;
      };
      const unit = `windows of ${FRAMES} frames in batches of ${BATCH}`;
      results.push(await measureRate({ name: `windows/${name}`, unit, turns: effort.turns, run }));
    }
    return results;
  });
}
