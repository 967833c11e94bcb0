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
