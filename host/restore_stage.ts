import { tidy } from "@tensorflow/tfjs-core";
import type { Stage } from "../core/train/stage.ts";
import { loadMoments, loadWeights, type TrainPosition } from "./run/checkpoint.ts";

/** Brings a stage to where a checkpoint of it was saved. */
export function restoreStage(stage: Stage, checkpoint: string, position: TrainPosition): void {
  tidy(() => {
    loadWeights(checkpoint, stage.weights());
    loadMoments(checkpoint, stage.moments());
  });
  stage.step = position.step;
}
