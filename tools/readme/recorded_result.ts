import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { taskHash } from "../../core/task/hash.ts";
import type { HeldOutDiagnostics, MetricsRow } from "../../core/train/metrics.ts";
import type { Json } from "../../core/types.ts";
import type { BackendReport } from "../../host/backends/backend_report.ts";
import { openTask } from "../../host/open_target.ts";
import type { RunInfo } from "../../host/runs/run_folder.ts";

/** Hash of a run's task as the project has it now: another one tells that nobody can repeat the run. */
export async function currentHash(
  { task, preset, seed }: Pick<RunInfo, "task" | "preset" | "seed">,
): Promise<string> {
  return taskHash((await openTask(task, { preset: preset ?? undefined, seed })).task);
}

/** A run in the words of a table: ``tworoom, `cpu`, seed 0``. */
export function runName({ task, preset, seed }: Pick<RunInfo, "task" | "preset" | "seed">): string {
  return [task, ...(preset === null ? [] : [`\`${preset}\``]), `seed ${seed}`].join(", ");
}

/** What computed. */
export interface RecordedBackend {
  /** Backend. */
  readonly name: string;
  /** Name of the adapter, on WebGPU. */
  readonly adapter?: string;
  /** File name of the native library for matrix products, where there was one. */
  readonly blas?: string;
}

/** The figures of a finished run that are kept with the code; what was not measured is left out. */
export interface RecordedResult {
  /** Name of the task. */
  readonly task: string;
  /** Preset; null for the task as it stands. */
  readonly preset: string | null;
  /** Root seed. */
  readonly seed: number;
  /** Hash of the resolved task. */
  readonly hash?: string;
  /** Day of the start, ISO 8601. */
  readonly date?: string;
  /** Versions of everything that computes. */
  readonly versions?: { readonly [name: string]: string };
  /** What computed. */
  readonly backend: RecordedBackend;
  /** Seconds of all phases together. */
  readonly seconds: number;
  /** Seconds by phase. */
  readonly phases?: { readonly [phase: string]: number };
  /** Results by evaluation, as in `report.json`. */
  readonly evaluations: { readonly [evaluation: string]: Json };
  /** How the training ended: the last row of `metrics.jsonl` that has gauges on held-out windows. */
  readonly gauges?: HeldOutDiagnostics & { readonly terms: MetricsRow["terms"] };
}

function keptGauges(rows: readonly MetricsRow[]): Pick<RecordedResult, "gauges"> {
  const last = rows.findLast(({ heldOut }) => heldOut);
  return last?.heldOut ? { gauges: { ...last.heldOut, terms: last.terms } } : {};
}

function keptBackend({ name, adapter, blas }: BackendReport): RecordedBackend {
  return {
    name,
    ...(adapter && { adapter: adapter.name }),
    ...(blas && "library" in blas && { blas: basename(blas.library) }),
  };
}

/**
 * What is kept of a run: its figures, and what they depend on. No path of the machine is.
 *
 * @throws {InputError} for a run that is not finished.
 */
export function recordedResult(
  info: RunInfo,
  evaluations: RecordedResult["evaluations"],
  rows: readonly MetricsRow[],
): RecordedResult {
  const { task, preset, seed, hash, started, versions, backend, seconds: phases, finished } = info;
  if (!finished) {
    throw new InputError(
      `Cannot keep the figures of task "${task}", seed ${seed}: the run is not finished, expected a finished one; the same "deno task train" again finishes it`,
    );
  }
  return {
    task,
    preset,
    seed,
    hash,
    date: started.slice(0, 10),
    versions,
    backend: keptBackend(backend),
    seconds: Object.values(phases).reduce((sum, phase) => sum + phase, 0),
    phases,
    evaluations,
    ...keptGauges(rows),
  };
}

/** File name of a result: `<task>-<preset>-seed<seed>.json`. */
export function recordedName(
  { task, preset, seed }: Pick<RecordedResult, "task" | "preset" | "seed">,
): string {
  return `${[task, ...(preset === null ? [] : [preset]), `seed${seed}`].join("-")}.json`;
}

/** The results that are kept in a folder, by task, preset and seed. */
export function readResults(folder: string): readonly RecordedResult[] {
  const key = ({ task, preset }: RecordedResult): string => `${task} ${preset ?? ""}`;
  return readdirSync(folder).filter((name) => name.endsWith(".json"))
    .map((name): RecordedResult => JSON.parse(readFileSync(join(folder, name), "utf8")))
    .sort((one, other) => key(one).localeCompare(key(other), "en") || one.seed - other.seed);
}
