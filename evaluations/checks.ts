import { InputError, nativeSize } from "../core/mod.ts";
import type { EvaluationTask } from "../core/mod.ts";

/** Refuses data in which nothing is done, for the evaluation of that name. Throws {@linkcode InputError}. */
export function checkActs({ actionSpace }: EvaluationTask, evaluation: string): void {
  if (nativeSize(actionSpace) > 0) return;
  throw new InputError(
    `Cannot measure ${evaluation}: nothing is done in this data, expected actions; leave ${evaluation} out`,
  );
}

/** Refuses a model that predicts no next frames, for the evaluation of that name. Throws {@linkcode InputError}. */
export function checkPredicts({ world }: EvaluationTask, evaluation: string): void {
  if (world?.predictor.condition !== "positions") return;
  throw new InputError(
    `Cannot measure ${evaluation}: the predictor is told positions and fills in tokens, expected one that is told ` +
      `actions and predicts the next frame; leave ${evaluation} out`,
  );
}
