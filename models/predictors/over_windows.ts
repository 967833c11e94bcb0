import { concat, reshape, slice, type Tensor, tidy, transpose } from "@tensorflow/tfjs-core";

/** The windows of `frames` frames of `[B, T, F]`, first to last: `[W·B, frames, F]` with W = T − frames + 1. */
function windows(x: Tensor, frames: number): Tensor {
  const [B, T, F] = x.shape as [number, number, number];
  const starts = Array.from({ length: T - frames + 1 }, (_, i) => i);
  return concat(starts.map((start) => slice(x, [0, start, 0], [B, frames, F])), 0);
}

/**
 * Runs a causal function of at most `frames` frames over longer rows, so that row t sees just the `frames` up to
 * it: the first window gives its rows, each later one its last. All windows are one batch.
 *
 * @param inputs Tensors `[B, T, …]` of rank 3.
 * @param frames Most frames that `run` takes.
 * @param run Gives `[R, t, F]` from inputs `[R, t, …]`.
 * @returns `[B, T, F]`.
 */
export function overWindows(
  inputs: readonly Tensor[],
  frames: number,
  run: (inputs: readonly Tensor[]) => Tensor,
): Tensor {
  const [B, T] = inputs[0].shape as [number, number, number];
  if (T <= frames) return run(inputs);
  return tidy(() => {
    const rows = run(inputs.map((x) => windows(x, frames))); // [W·B, frames, F]
    const F = rows.shape[2] as number;
    const first = slice(rows, 0, [B, frames, F]);
    const later = slice(rows, [B, frames - 1, 0], [(T - frames) * B, 1, F]);
    return concat([first, transpose(reshape(later, [T - frames, B, F]), [1, 0, 2])], 1);
  });
}
