/**
 * Run folders: `<out>/<task>/<time>-<id>/`, one for each training.
 *
 * @module
 */

import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { InputError } from "../../core/errors.ts";
import type { Task } from "../../core/task/task.ts";
import { onDisk, writeAtomically } from "../io/atomic_write.ts";
import { disk } from "../io/disk.ts";
import type { BackendReport } from "../backends/backend_report.ts";
import { ownPath } from "./own_path.ts";
import { readJson } from "./read_json.ts";

const text = z.string();

const blas = z.union([
  z.object({ library: text, coreType: text.optional() }),
  z.object({ missing: text }),
]);

const backend = z.object({
  name: z.enum(["webgpu", "wasm", "reference"]),
  adapter: z.object({ name: text, software: z.boolean() }).optional(),
  blas: blas.optional(),
  threads: z.int().positive().optional(),
  processor: text.optional(),
  reason: text,
});

const form = z.object({
  format: z.literal(1),
  task: text,
  hash: text,
  seed: z.number(),
  preset: text.nullable(),
  target: text.optional(),
  overrides: z.array(text).optional(),
  base: text.refine(URL.canParse),
  command: text,
  started: text,
  versions: z.record(text, text),
  backend,
  seconds: z.record(text, z.number()),
  finished: z.boolean(),
});

/** Whether a value is what `run.json` holds; anyone may have written the file. */
export function isRunInfo(value: unknown): value is RunInfo {
  return form.safeParse(value).success;
}

/** What `run.json` says of a run. */
export interface RunInfo {
  /** Format of the folder. */
  readonly format: 1;
  /** Name of the task. */
  readonly task: string;
  /** Hash of the resolved task, without its seed. */
  readonly hash: string;
  /** Root seed. */
  readonly seed: number;
  /** Preset that was used; null for the task as it stands. */
  readonly preset: string | null;
  /** What was trained, as typed: a task's name or file; absent in runs of earlier versions. */
  readonly target?: string;
  /** What was laid over the task, as typed; absent in runs of earlier versions. */
  readonly overrides?: readonly string[];
  /** Where relative plugin paths start, as a URL. */
  readonly base: string;
  /** The command that started it. */
  readonly command: string;
  /** Start, ISO 8601. */
  readonly started: string;
  /** Versions of everything that computes. */
  readonly versions: { readonly [name: string]: string };
  /** Backend, adapter and BLAS of the latest sitting. */
  readonly backend: BackendReport;
  /** Seconds by phase. */
  readonly seconds: { readonly [phase: string]: number };
  /** All phases are done. */
  readonly finished: boolean;
}

/** What a run folder may hold; a folder stands for all that lies in it. */
const PARTS = [
  "run.json",
  "task.json",
  "run.lock",
  "metrics.jsonl",
  "checkpoints",
  "evaluations.json",
  "media",
  "report.json",
  "report.html",
];

/** One run on the disk. Whoever made it, nothing of it is read or written through a link out of its folder. */
export class RunFolder {
  /** Where it is. */
  readonly path: string;
  #info: RunInfo;

  private constructor(path: string, info: RunInfo) {
    this.path = path;
    this.#info = info;
  }

  /** Makes a new run. Throws `HostError` when the folder cannot be written. */
  static create(out: string, task: Task, info: RunInfo): RunFolder {
    const time = info.started.replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
    const path = join(out, task.name, `${time}-${crypto.randomUUID().slice(0, 6)}`);
    onDisk(`create run folder "${path}"`, () => {
      disk().makeFolder(join(path, "checkpoints"));
      disk().makeFolder(join(path, "media"));
    });
    writeAtomically(join(path, "task.json"), `${JSON.stringify(task, null, 2)}\n`);
    writeAtomically(join(path, "run.json"), `${JSON.stringify(info, null, 2)}\n`);
    return new RunFolder(path, info);
  }

  /**
   * Opens a run.
   *
   * @throws {InputError} when the folder is not one, or its `run.json` not its own.
   * @throws {HostError} when it cannot be read.
   */
  static open(path: string): RunFolder {
    if (!RunFolder.is(path)) {
      throw new InputError(
        `Cannot open "${path}": found no run.json, expected a run folder; list runs with "deno task list"`,
      );
    }
    return new RunFolder(path, readPart(path, "run.json", isRunInfo));
  }

  /**
   * Looks at all parts of the run, before anything is done with it.
   *
   * @throws {InputError} for a link out of the run, and for what is no plain file or folder.
   */
  check(): void {
    for (const part of PARTS) this.file(part);
  }

  /** Whether a folder looks like a run. */
  static is(path: string): boolean {
    const file = join(path, "run.json");
    return onDisk(`look for "${file}"`, () => existsSync(file));
  }

  /** The out folder that it lies in; its data lies there, too. */
  get out(): string {
    return dirname(dirname(this.path));
  }

  /** What `run.json` says. */
  get info(): RunInfo {
    return this.#info;
  }

  /** Changes `run.json`. */
  update(change: Partial<RunInfo>): void {
    this.#info = { ...this.#info, ...change };
    writeAtomically(this.file("run.json"), `${JSON.stringify(this.#info, null, 2)}\n`);
  }

  /** Adds to the seconds of a phase. */
  addSeconds(phase: string, seconds: number): void {
    this.setSeconds(phase, (this.#info.seconds[phase] ?? 0) + seconds);
  }

  /** The seconds of a phase that counts all its sittings itself. */
  setSeconds(phase: string, seconds: number): void {
    this.update({ seconds: { ...this.#info.seconds, [phase]: seconds } });
  }

  /** The resolved task. */
  readTask(): Task {
    return readPart(this.path, "task.json", isTask);
  }

  /**
   * Path of a file or folder of the run.
   *
   * @throws {InputError} where it would lead out of the run, or to what is no plain file or folder.
   */
  file(...parts: string[]): string {
    return ownPath(this.path, ...parts);
  }
}

/** Whether a value can be compared with a task; `openRun` holds it against the whole schema. */
function isTask(value: unknown): value is Task {
  return typeof value === "object" && value !== null && "train" in value &&
    typeof value.train === "object" && value.train !== null;
}

function readPart<T>(folder: string, name: string, valid: (value: unknown) => value is T): T {
  const path = ownPath(folder, name);
  return readJson(path, {
    action: `open "${path}"`,
    expected: `the ${name} of a run; list runs with "deno task list"`,
    valid,
  });
}

/** A run, or undefined for a folder that is none or whose `run.json` is torn. */
function tryOpen(path: string): RunFolder | undefined {
  try {
    return RunFolder.is(path) ? RunFolder.open(path) : undefined;
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** Runs of a task, newest first. Folders without a `run.json`, or with a torn one, are no runs. */
export function listRuns(out: string, task: string): RunFolder[] {
  const folder = join(out, task);
  const names = onDisk(
    `list runs in "${folder}"`,
    () => existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder) : [],
  );
  return names
    .flatMap((name) => tryOpen(join(folder, name)) ?? [])
    .sort((a, b) => (a.info.started < b.info.started ? 1 : -1));
}
