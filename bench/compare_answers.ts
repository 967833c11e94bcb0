import { HostError } from "../core/errors.ts";
import type { StoredTensors } from "../core/safetensors.ts";
import { relativeError } from "../reference/replayer.ts";
import type { AnswerErrors } from "./bench_result.ts";
import { worstGradient } from "./worst_gradient.ts";

/** Largest relative difference of two arrays, entry by entry; infinite where there is only one, undefined where nothing is. */
function entryError(ours: StoredTensors, theirs: StoredTensors, name: string): number | undefined {
  const [own, other] = [ours.get(name)?.data, theirs.get(name)?.data];
  if (!own?.length && !other?.length) return undefined;
  if (own?.length !== other?.length) return Infinity;
  return Math.max(...Array.from(own ?? [], (x, i) => relativeError([x], [other?.[i] ?? NaN])));
}

const TOLERANCES = { lossError: 1e-5, gradNormError: 1e-3, gradientError: 1e-3, scoreError: 1e-4 } as const;

/**
 * How far answers to the same files are apart.
 *
 * @throws {HostError} where they are too far for the two to be the same mathematics, or say too little to tell.
 */
export function compareAnswers(name: string, ours: StoredTensors, theirs: StoredTensors): AnswerErrors {
  const gradientError = worstGradient(ours, theirs);
  const [lossError, gradNormError, scoreError] = ["loss", "gradNorm", "scores"]
    .map((answer) => entryError(ours, theirs, answer));
  const errors = {
    ...(lossError !== undefined && { lossError }),
    ...(gradNormError !== undefined && { gradNormError }),
    ...(gradientError && { gradientError }),
    ...(scoreError !== undefined && { scoreError }),
  };
  if (scoreError === undefined && (lossError === undefined || gradientError === undefined)) {
    throw new HostError(
      `Cannot time ${name} beside PyTorch: nothing tells whether they do the same, expected scores, or a loss with gradients`,
    );
  }
  const found = { lossError, gradNormError, gradientError: gradientError?.error, scoreError };
  for (const what of ["lossError", "gradNormError", "gradientError", "scoreError"] as const) {
    const error = found[what];
    if (error === undefined || error <= TOLERANCES[what]) continue;
    const of = what === "gradientError" ? ` (${gradientError?.tensor})` : "";
    throw new HostError(
      `Cannot time ${name} beside PyTorch: ${what}${of} is ${error.toExponential(1)}, expected at most ${
        TOLERANCES[what]
      }`,
    );
  }
  return errors;
}
