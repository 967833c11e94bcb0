import builtin from "../../builtin.ts";
import { Registry } from "../../core/registry.ts";
import { taskHash } from "../../core/task/hash.ts";
import { resolveTask } from "../../core/task/resolve.ts";
import type { Task } from "../../core/task/task.ts";
import type { Plugin } from "../../core/types.ts";
import type { Progress } from "../../host/progress.ts";
import { RunFolder } from "../../host/runs/run_folder.ts";

/** Two steps, each saved: the first finds no checkpoint to replace, the second one. */
const TEXT = `{
  "name": "tiny",
  "env": { "use": "two-room" },
  "data": { "policy": { "use": "random" }, "episodes": 2, "steps": 6, "heldOut": 0.5, "frameskip": 1 },
  "model": {
    "encoder": { "use": "conv", "with": { "widths": [4, 4, 4, 4], "dim": 4, "projector": 4 } },
    "predictor": { "use": "residual-mlp", "with": { "hidden": 2, "depth": 1 } }
  },
  "train": {
    "joint": {
      "learn": ["encoder", "predictor"],
      "objectives": { "prediction": { "weight": 1 }, "sigreg": { "weight": 1, "with": { "slices": 4 } } },
      "steps": 2, "batch": 2, "window": 2, "logEvery": 1, "checkpointEvery": 1
    }
  },
  "evaluate": {}
}`;

/** A task whose steps take milliseconds. */
export interface TinyTask {
  /** Resolved. */
  readonly task: Task;
  /** What it may use. */
  readonly registry: Registry;
}

/** Makes the task; `overrides` change it, `plugins` bring what they name. */
export function tinyTask(overrides: readonly string[] = [], plugins: readonly Plugin[] = []): TinyTask {
  const registry = new Registry([builtin, ...plugins]);
  const { task } = resolveTask({ text: TEXT, file: "tiny.jsonc", registry, overrides });
  return { task, registry };
}

/** A run of it that has not begun. */
export async function createTinyRun(out: string, { task }: TinyTask): Promise<RunFolder> {
  return RunFolder.create(out, task, {
    format: 1,
    task: task.name,
    hash: await taskHash(task),
    seed: task.seed,
    preset: null,
    base: "file:///",
    command: "train tiny.jsonc",
    started: new Date().toISOString(),
    versions: {},
    backend: { name: "wasm", adapter: undefined, blas: undefined, reason: "asked for" },
    seconds: {},
    finished: false,
  });
}

/** Hears nothing. */
export const quiet: Progress = { phase: () => {}, at: () => {}, say: () => {} };
