import {
  add,
  div,
  minimum,
  type Scalar,
  scalar,
  sqrt,
  square,
  stack,
  sum,
  type Tensor,
  tidy,
} from "@tensorflow/tfjs-core";

/** What {@linkcode clipFactor} gives. */
export interface ClipFactor {
  /** Root of the sum of squares of all entries of all gradients, before clipping. */
  readonly norm: Scalar;
  /** What gradients are to be multiplied with, at most 1. */
  readonly factor: Scalar;
}

/**
 * The factor that brings gradients to a global norm of at most `clip` (Pascanu et al., 2013), by PyTorch's rule:
 * clip/(norm + 1e-6) where that is below 1. Tensors only, nothing is read back. Both belong to the caller.
 *
 * @param gradients All gradients of a step, at least one.
 * @param clip Largest norm, > 0; Infinity leaves gradients alone.
 */
export function clipFactor(gradients: readonly Tensor[], clip: number): ClipFactor {
  return tidy(() => {
    const squares = gradients.map((gradient): Scalar => sum(square(gradient)));
    // Not addN: on WebGPU it binds a buffer for each of them in one shader, which allows few.
    const norm: Scalar = sqrt(sum(stack(squares)));
    if (clip === Infinity) return { norm, factor: scalar(1) };
    return { norm, factor: minimum<Scalar>(div(clip, add(norm, 1e-6)), 1) };
  });
}
