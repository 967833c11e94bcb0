import { tidy } from "@tensorflow/tfjs-core";
import { buildModel, disposeModel, modelVariables } from "../core/build.ts";
import type { Registry } from "../core/registry.ts";
import { seededRng } from "../core/rng.ts";
import { NotFiniteError } from "../core/train/metrics.ts";
import { Stage, type StageParts } from "../core/train/stage.ts";
import type { EnvSpec } from "../core/types.ts";
import { nextTurn } from "./next_turn.ts";
import type { Task } from "../core/task/task.ts";
import type { Progress } from "./progress.ts";
import { findCheckpoint, loadWeights, readPosition, restoreStage } from "./runs/checkpoint.ts";
import type { RunFolder } from "./runs/run_folder.ts";

/** The first tensor that was not finite. */
export interface NaNTrace {
  /** Name of the tensor, such as `gradient of "encoder.0.weight"`. */
  readonly name: string;
  /** The step that it belongs to, from 1. */
  readonly step: number;
}

/** The training that it belongs to. */
export interface BrokenTraining {
  /** Where its checkpoints are. */
  readonly run: Pick<RunFolder, "file">;
  /** Resolved task. */
  readonly task: Task;
  /** Components. */
  readonly registry: Registry;
  /** Where to tell how far it is. */
  readonly progress: Progress;
  /** Given when the user asks to stop. */
  readonly signal: AbortSignal;
}

/** A stage that broke off. */
export interface BrokenStage extends Omit<StageParts, "model"> {
  /** Step at which it was noticed. */
  readonly step: number;
  /** What the world shows and takes. */
  readonly spec: EnvSpec;
}

/**
 * Where NaN or infinity came from: what was noticed may be steps old, and by then every weight is gone. So the stage
 * is trained again from its last checkpoint, every random number the same, and each step is looked at before it is
 * taken. This takes as long as training did since that checkpoint, and more.
 *
 * @returns Undefined when nothing is found, or the user asks to stop.
 */
export async function traceNaN(
  { run, task, registry, progress, signal }: BrokenTraining,
  { step, spec, ...parts }: BrokenStage,
): Promise<NaNTrace | undefined> {
  const model = buildModel(task, registry, spec, seededRng(task.seed).fork("init"));
  const last = findCheckpoint(run.file("checkpoints"), "last");
  if (last !== undefined) tidy(() => loadWeights(last, modelVariables(model)));
  const stage = new Stage({ ...parts, model });
  try {
    const position = last === undefined ? undefined : readPosition(last);
    if (last !== undefined && position?.stage === parts.name) restoreStage(stage, last, position);
    progress.phase("look for the first tensor that is not finite");
    for (const from = stage.step; stage.step <= step && !signal.aborted;) {
      await nextTurn();
      progress.at(stage.step - from, step - from + 1, "steps");
      const name = await stage.firstBad();
      if (name !== undefined) return { name, step: stage.step + 1 };
      await advance(stage);
    }
    return undefined;
  } finally {
    stage.dispose();
    disposeModel(model);
  }
}

/** Takes a step. What breaks after its update stands in the weights, and the next look names it. */
async function advance(stage: Stage): Promise<void> {
  try {
    await stage.advance(() => 0);
  } catch (error) {
    if (!(error instanceof NotFiniteError)) throw error;
  }
}
