import { HostError } from "../errors.ts";

/** Training met NaN or infinity: the weights that it has are of no use, those of the last checkpoint are. */
export class NotFiniteError extends HostError {
  /** Steps done in the stage when it was noticed. */
  readonly step: number;

  /** `what` was found after step `step` of `stage`. */
  constructor(what: string, stage: string, step: number) {
    super(
      `Cannot go on training: ${what} at step ${step} of stage "${stage}", expected finite numbers; lower train.${stage}.optimiser.learningRate`,
    );
    this.step = step;
  }
}

/** One line of `metrics.jsonl`. */
export interface MetricsRow {
  /** Stage of the task. */
  readonly stage: string;
  /** Steps done in this stage. */
  readonly step: number;
  /** Weighted loss of this step's batch. */
  readonly loss: number;
  /** Unweighted losses by objective, and what an objective tells of them as `<objective>.<term>`. */
  readonly terms: { readonly [term: string]: number };
  /** Learning rate of this step. */
  readonly learningRate: number;
  /** Global gradient norm before clipping. */
  readonly gradNorm: number;
  /** Seconds of training so far, all sittings together. */
  readonly seconds: number;
  /** P, tokens of a frame; absent for 1. */
  readonly tokens?: number;
  /** Key of the random streams of this step; the step's SIGReg directions come from it. */
  readonly rng: string;
  /** Diagnostics on a fixed batch of held-out windows, in inference mode. */
  readonly heldOut?: HeldOutDiagnostics;
}

/** How healthy the latents of held-out frames are. */
export interface HeldOutDiagnostics {
  /** Mean squared prediction error; absent where no next frame is predicted. */
  readonly prediction?: number;
  /**
   * Prediction error ÷ error of guessing that nothing changes; below 1 the model knows some dynamics. Absent where
   * latents do not move, so that guessing costs nothing.
   */
  readonly ratio?: number;
  /** Effective rank of the latents, in [1, D], once the mean of each token over the frames is taken out. */
  readonly rank: number;
  /** Standard deviation of each dimension, ascending, about the mean of each token over the frames. */
  readonly std: readonly number[];
}
