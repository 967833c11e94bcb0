import { buildModel, disposeModel, type Model, modelVariables } from "../core/build.ts";
import { drawnBatches } from "../core/data/batches.ts";
import { splitTask } from "../core/data/split.ts";
import { type WindowCut, type Windows, windows } from "../core/data/windows.ts";
import { HostError } from "../core/errors.ts";
import type { Registry } from "../core/registry.ts";
import { seededRng } from "../core/rng.ts";
import type { StageTask, Task } from "../core/task/task.ts";
import { collapseAlarm } from "../core/train/diagnostics.ts";
import { type MetricsRow, NotFiniteError } from "../core/train/metrics.ts";
import { Stage } from "../core/train/stage.ts";
import type { EnvSpec, EpisodeSource } from "../core/types.ts";
import { BatchesAhead } from "./batches/batches_ahead.ts";
import type { CollectedData } from "./collect_data.ts";
import { openDataset } from "./data/open_dataset.ts";
import { type NaNTrace, traceNaN } from "./nan_tracer.ts";
import { nextTurn } from "./next_turn.ts";
import { Interrupted, type Progress } from "./progress.ts";
import {
  findCheckpoint,
  keepState,
  loadWeights,
  readPosition,
  restoreStage,
  saveCheckpoint,
  trainedCheckpoint,
  type TrainPosition,
} from "./runs/checkpoint.ts";
import { appendMetrics, truncateMetrics } from "./runs/metrics_log.ts";
import type { RunFolder } from "./runs/run_folder.ts";
import { isSmoke } from "./runs/smoke.ts";

/** Checkpoint of a training that broke off. */
const BROKEN = "not-finite";

/** What training a run needs. */
export interface TrainRun {
  /** The run; checkpoints and metrics go there. */
  readonly run: RunFolder;
  /** Its resolved task. */
  readonly task: Task;
  /** Components. */
  readonly registry: Registry;
  /** Its episodes. */
  readonly data: CollectedData;
  /** Where to tell how far it is. */
  readonly progress: Progress;
  /** Given when the user asks to stop. */
  readonly signal: AbortSignal;
  /** Whether a thread makes each batch while the step before is computed; by default where it pays. */
  readonly ahead?: boolean;
}

/** Frames from which on reading them in another thread pays for starting it: two seconds of reading. */
const AHEAD_FROM = 20_000;

/** The batches are the same either way. */
function paysAhead({ batch, window, steps }: StageTask): boolean {
  return navigator.hardwareConcurrency > 1 && batch * window * steps >= AHEAD_FROM;
}

/** The windows of a stage, and what another thread must know to cut the same. */
interface StageWindows {
  readonly episodes: readonly number[];
  readonly cut: WindowCut;
  readonly training: Windows;
  readonly heldOut: Windows;
}

function stageWindows(
  task: Task,
  stage: StageTask,
  spec: EnvSpec,
  model: Model,
  source: EpisodeSource,
): StageWindows {
  const split = splitTask(task, source.lengths);
  const cut = {
    frames: stage.window,
    frameskip: task.data.frameskip,
    streams: model.encoder.inputs,
    actionSpace: spec.actionSpace,
  };
  const episodes = split.training;
  return {
    episodes,
    cut,
    training: windows(source, episodes, cut),
    heldOut: windows(source, split.heldOut, cut),
  };
}

/**
 * Trains a run to its end, from its last checkpoint if it has one. Rows of the log past the checkpoint are dropped
 * and made again; every random number depends on seed and step only, so that the weights come out the same.
 *
 * @returns Seconds of training, those of sittings that were killed included as far as they were saved.
 * @throws {Interrupted} after saving, when asked to stop.
 * @throws {HostError} when numbers stop being finite: the state is kept, and the first bad tensor named.
 */
export async function trainRun(setup: TrainRun): Promise<number> {
  const started = performance.now();
  const { run, task, registry, data: { path, spec } } = setup;
  const rng = seededRng(task.seed);
  const model = buildModel(task, registry, spec, rng.fork("init"));
  const last = findCheckpoint(run.file("checkpoints"), "last");
  let position: TrainPosition = last
    ? readPosition(last)
    : { format: 1, stage: "", step: 0, seconds: 0, best: null, finished: false };
  const before = position.seconds;
  const seconds = () => before + (performance.now() - started) / 1000;
  const stages = Object.entries(task.train);
  const first = Math.max(0, stages.findIndex(([name]) => name === position.stage));
  const source = openDataset(path);
  try {
    if (!position.finished) {
      truncateMetrics(run.file("metrics.jsonl"), keepUpTo(stages.map(([name]) => name), position));
      for (const [index, [name, stageTask]] of stages.slice(first).entries()) {
        const { training, episodes, cut, ...gauged } = stageWindows(task, stageTask, spec, model, source);
        const stageRng = rng.fork("train").fork(name);
        const [size, { steps }] = [stageTask.batch, stageTask];
        using thread = setup.ahead ?? paysAhead(stageTask)
          ? new BatchesAhead({ path, episodes, cut, size, key: stageRng.key }, steps)
          : undefined;
        const batches = thread ?? drawnBatches(training, size, stageRng);
        const parts = { name, task: stageTask, model, registry, batches, ...gauged, rng: stageRng };
        const stage = new Stage(parts);
        try {
          if (index === 0 && last) restoreStage(stage, last, position);
          position = await trainStage(
            setup,
            name,
            stageTask,
            stage,
            { from: position, seconds, isLast: first + index === stages.length - 1 },
          );
        } catch (error) {
          if (!(error instanceof NotFiniteError)) throw error;
          const kept = await keepBroken(run, name, stage);
          const trace = await traceNaN(setup, { ...parts, step: error.step, spec });
          throw new HostError(told(trace, name, `the state is kept in "${kept}"`, error), { cause: error });
        } finally {
          stage.dispose();
        }
      }
    }
  } finally {
    source.close();
    disposeModel(model);
  }
  return seconds();
}

/** Keeps weights and moments as they are when training breaks off, beside the checkpoints that are whole. */
async function keepBroken(run: RunFolder, name: string, stage: Stage): Promise<string> {
  const position = {
    format: 1,
    stage: name,
    step: stage.step,
    seconds: 0,
    best: null,
    finished: false,
  } as const;
  const folder = run.file("checkpoints");
  await keepState(folder, BROKEN, { weights: stage.weights(), moments: stage.moments(), position });
  return `${folder}/${BROKEN}`;
}

/** What broke, as exactly as it is known, and what to do. */
function told(trace: NaNTrace | undefined, stage: string, kept: string, error: NotFiniteError): string {
  if (trace === undefined) return `${error.message}; ${kept}`;
  const { name, step } = trace;
  const remedy = name.startsWith("column")
    ? "look at the data"
    : `lower train.${stage}.optimiser.learningRate`;
  return `Cannot go on training: ${name} holds NaN or infinity at step ${step} of stage "${stage}", expected finite numbers; ${kept}; ${remedy}`;
}

function keepUpTo(
  stages: readonly string[],
  position: TrainPosition,
): (row: Pick<MetricsRow, "stage" | "step">) => boolean {
  const reached = stages.indexOf(position.stage);
  return (row) => {
    const at = stages.indexOf(row.stage);
    return at < reached || (at === reached && row.step <= position.step);
  };
}

/** Where a stage stands in the whole training. */
interface StagePlace {
  /** What came before. */
  readonly from: TrainPosition;
  /** Seconds of training so far, all sittings together. */
  readonly seconds: () => number;
  /** Whether no stage comes after it. */
  readonly isLast: boolean;
}

async function trainStage(
  { run, progress, signal }: TrainRun,
  name: string,
  task: StageTask,
  stage: Stage,
  { from, seconds, isLast }: StagePlace,
): Promise<TrainPosition> {
  const goesOn = stage.step > 0;
  if (goesOn) progress.say(`continues at step ${stage.step} of ${task.steps} (train ${name})`);
  progress.phase(`train ${name}`);
  if (goesOn) progress.at(stage.step, task.steps, "");
  let best = from.best;
  const save = async (row: MetricsRow | undefined, finished: boolean): Promise<TrainPosition> => {
    const ratio = row?.heldOut?.ratio;
    const improved = ratio !== undefined && (best === null || ratio < best);
    if (improved) best = ratio;
    const position = {
      format: 1,
      stage: name,
      step: stage.step,
      seconds: seconds(),
      best,
      finished,
    } as const;
    // Last comes last: after a kill between the two, training repeats this step and saves both.
    const names = improved ? ["best", "last"] : ["last"];
    const state = { weights: stage.weights(), moments: stage.moments(), position };
    await saveCheckpoint(run.file("checkpoints"), names, state);
    return position;
  };
  let position = from;
  // A smoke run collapses by intention: it is over before the latents have spread out.
  const alarm = isSmoke(run.info) ? undefined : collapseAlarm();
  while (stage.step < task.steps) {
    const row = await stage.advance(seconds);
    // A signal that came during the step is heard now: what is saved is this step, not the next.
    await nextTurn();
    const stopping = signal.aborted;
    if (row) appendMetrics(run.file("metrics.jsonl"), row);
    const alarmed = row && alarm?.see(row);
    if (alarmed) progress.say(alarmed);
    progress.at(stage.step, task.steps, row ? describe(row) : "");
    const ended = stage.step === task.steps;
    if (ended || stage.step % task.checkpointEvery === 0 || stopping) {
      position = await save(row, ended && isLast);
    }
    if (stopping) throw new Interrupted(`Saved step ${stage.step}`);
  }
  return position;
}

function describe(row: MetricsRow): string {
  const terms = Object.entries(row.terms).map(([term, value]) => `${term} ${value.toPrecision(3)}`);
  const rank = row.heldOut ? [`rank ${row.heldOut.rank.toFixed(1)}`] : [];
  return [`loss ${row.loss.toPrecision(4)}`, ...terms, ...rank].join(", ");
}

/** Loads the trained model of a run. Throws {@linkcode InputError} when it is not trained yet. */
export function loadModel({ run, task, registry, data }: Omit<TrainRun, "progress" | "signal">): Model {
  const checkpoint = trainedCheckpoint(run);
  const model = buildModel(task, registry, data.spec, seededRng(task.seed).fork("init"));
  loadWeights(checkpoint, modelVariables(model));
  return model;
}
