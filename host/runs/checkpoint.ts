/**
 * Checkpoints: weights, buffers and optimiser moments as safetensors, counters as JSON, in one folder that is
 * replaced as a whole.
 *
 * @module
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";
import { z } from "zod";
import { read } from "../../core/engine/read.ts";
import { InputError } from "../../core/errors.ts";
import { decodeSafetensors, encodeSafetensors, type StoredTensors } from "../../core/safetensors.ts";
import { NotFiniteError } from "../../core/train/metrics.ts";
import type { Variables } from "../../core/types.ts";
import { onDisk, syncFolder, writeDurably } from "../io/atomic_write.ts";
import { disk } from "../io/disk.ts";
import { readJson } from "./read_json.ts";
import type { RunFolder } from "./run_folder.ts";

const form = z.object({
  format: z.literal(1),
  stage: z.string(),
  step: z.int().min(0),
  seconds: z.number().min(0),
  best: z.number().nullable(),
  finished: z.boolean(),
});

/** Whether a value is what a checkpoint's `state.json` holds; anyone may have written the file. */
export function isPosition(value: unknown): value is TrainPosition {
  return form.safeParse(value).success;
}

/** Counters of a checkpoint. */
export interface TrainPosition {
  /** Format of the folder. */
  readonly format: 1;
  /** Stage being trained. */
  readonly stage: string;
  /** Steps done in it. */
  readonly step: number;
  /** Seconds of training so far. */
  readonly seconds: number;
  /** Lowest held-out prediction ratio so far; null before the first gauge. */
  readonly best: number | null;
  /** Training is over. */
  readonly finished: boolean;
}

/** Reads variables to typed arrays, all in one go. */
async function store(variables: Variables): Promise<StoredTensors> {
  const entries = Object.entries(variables).sort(([a], [b]) => (a < b ? -1 : 1));
  const values = await read(entries.map(([, v]) => v.clone()));
  return new Map(entries.map(([name, v], i) => [name, { shape: v.shape, data: values[i] }]));
}

/** What a checkpoint is made of. */
export interface TrainState {
  /** Weights, buffers and EMA copies. */
  readonly weights: Variables;
  /** The optimiser's moments. */
  readonly moments: Variables;
  /** Counters. */
  readonly position: TrainPosition;
}

/**
 * Replaces the checkpoints `names` of a run, one after the other. A kill at any moment leaves the old or the new one:
 * the new folder is complete on the disk before the old one moves aside.
 *
 * @throws {NotFiniteError} when there is NaN or infinity in it; nothing is replaced then.
 * @throws {HostError} when the disk refuses.
 */
export async function saveCheckpoint(
  folder: string,
  names: readonly string[],
  state: TrainState,
): Promise<void> {
  const [weights, moments] = [await store(state.weights), await store(state.moments)];
  const { stage, step } = state.position;
  for (const [name, { data }] of [...weights, ...moments]) {
    if (!data.every(Number.isFinite)) throw new NotFiniteError(`tensor "${name}"`, stage, step);
  }
  write(folder, names, weights, moments, state.position);
}

/** Keeps a state that is of no use to go on from, to be looked at. */
export async function keepState(folder: string, name: string, state: TrainState): Promise<void> {
  write(folder, [name], await store(state.weights), await store(state.moments), state.position);
}

function write(
  folder: string,
  names: readonly string[],
  weights: StoredTensors,
  moments: StoredTensors,
  position: TrainPosition,
): void {
  const files: [string, Uint8Array | string][] = [
    ["weights.safetensors", encodeSafetensors(weights)],
    ["optimiser.safetensors", encodeSafetensors(moments)],
    ["state.json", `${JSON.stringify(position, null, 2)}\n`],
  ];
  for (const name of names) {
    onDisk(`save checkpoint "${join(folder, name)}"`, () => replace(folder, name, files));
  }
}

function replace(folder: string, name: string, files: readonly [string, Uint8Array | string][]): void {
  const [fresh, current, old] = [`${name}.tmp`, name, `${name}.old`].map((part) => join(folder, part));
  disk().remove(fresh);
  disk().makeFolder(fresh);
  for (const [file, content] of files) writeDurably(join(fresh, file), content, "new");
  syncFolder(fresh);
  if (existsSync(current)) {
    disk().remove(old);
    disk().rename(current, old);
  }
  disk().rename(fresh, current);
  syncFolder(folder);
  disk().remove(old);
}

/** The folder of checkpoint `name`, or of its predecessor when a kill came between two renames. */
export function findCheckpoint(folder: string, name: string): string | undefined {
  return [name, `${name}.old`].map((part) => join(folder, part)).find((path) =>
    existsSync(join(path, "state.json"))
  );
}

/** What to do about a checkpoint that nobody can go on from. */
const AFRESH = "start afresh with --new, the folder is kept";

/**
 * Counters of a checkpoint.
 *
 * @throws {InputError} when they are torn.
 * @throws {HostError} when they cannot be read.
 */
export function readPosition(checkpoint: string): TrainPosition {
  const path = join(checkpoint, "state.json");
  return readJson(path, {
    action: `read checkpoint "${path}"`,
    expected: `the counters of a training; ${AFRESH}`,
    valid: isPosition,
  });
}

/**
 * The checkpoint of a run whose training is finished.
 *
 * @throws {InputError} when it is not, or the checkpoint's counters cannot be read.
 */
export function trainedCheckpoint(run: Pick<RunFolder, "path" | "file">): string {
  const checkpoint = findCheckpoint(run.file("checkpoints"), "last");
  if (checkpoint !== undefined && readPosition(checkpoint).finished) return checkpoint;
  throw new InputError(
    `Cannot evaluate "${run.path}": its training is not finished, expected a finished one; continue it with "deno task train ${run.path}"`,
  );
}

function readTensors(checkpoint: string, file: string): StoredTensors {
  const path = join(checkpoint, file);
  if (!existsSync(path)) {
    throw new InputError(
      `Cannot read checkpoint "${path}": found no such file, expected the tensors of "state.json" beside it; ${AFRESH}`,
    );
  }
  const bytes = onDisk(`read checkpoint "${path}"`, () => readFileSync(path));
  try {
    return decodeSafetensors(bytes, `checkpoint "${path}"`);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`${error.message}; ${AFRESH}`, { cause: error });
  }
}

/** Puts stored values into variables; names and shapes must agree. */
function restore(variables: Variables, stored: StoredTensors, what: string): void {
  for (const [name, v] of Object.entries(variables)) {
    const found = stored.get(name);
    if (!found || found.shape.join() !== v.shape.join()) {
      throw new InputError(
        `Cannot load "${what}": tensor "${name}" is ${
          found ? `[${found.shape}]` : "missing"
        }, expected [${v.shape}]; the model of the task differs from the one that was saved`,
      );
    }
  }
  const broken = Object.keys(variables).find((name) => !stored.get(name)?.data.every(Number.isFinite));
  if (broken !== undefined) {
    throw new InputError(`Cannot load "${what}": tensor "${broken}" holds NaN or infinity, expected numbers`);
  }
  for (const [name, v] of Object.entries(variables)) {
    const { data, shape } = stored.get(name) ?? { data: new Float32Array(), shape: [] };
    const value: Tensor = tensor(data, [...shape], "float32");
    v.assign(value);
    value.dispose();
  }
}

/** Loads weights into variables. Throws {@linkcode InputError} for torn or foreign files. */
export function loadWeights(checkpoint: string, weights: Variables): void {
  restore(weights, readTensors(checkpoint, "weights.safetensors"), `${checkpoint}/weights.safetensors`);
}

/** Loads the optimiser's moments. Throws {@linkcode InputError} for torn or foreign files. */
export function loadMoments(checkpoint: string, moments: Variables): void {
  restore(moments, readTensors(checkpoint, "optimiser.safetensors"), `${checkpoint}/optimiser.safetensors`);
}

/** What a checkpoint brings back of a stage. */
export interface RestorableStage {
  /** Steps done. */
  step: number;
  /** Weights and buffers by name. */
  weights(): Variables;
  /** The optimiser's moments by name. */
  moments(): Variables;
}

/** Brings a stage to where a checkpoint of it was saved. Throws {@linkcode InputError} for torn or foreign files. */
export function restoreStage(stage: RestorableStage, checkpoint: string, position: TrainPosition): void {
  tidy(() => {
    loadWeights(checkpoint, stage.weights());
    loadMoments(checkpoint, stage.moments());
  });
  stage.step = position.step;
}
