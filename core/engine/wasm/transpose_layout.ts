/** A permutation of axes with what does not matter removed. */
export interface TransposeLayout {
  /** Lengths of the input's axes. */
  readonly shape: readonly number[];
  /** Which of them each axis of the result is. */
  readonly perm: readonly number[];
}

/**
 * Simplifies a permutation: axes of length 1 go, axes that stay neighbours join. Nothing is moved when at most
 * one axis is left.
 */
export function transposeLayout(shape: readonly number[], perm: readonly number[]): TransposeLayout {
  const runs: number[][] = [];
  for (const axis of perm) {
    if (shape[axis] === 1) continue;
    const run = runs.at(-1);
    // Neighbours also where only axes of length 1 lie between them.
    if (run && joins(shape, run[run.length - 1], axis)) run.push(axis);
    else runs.push([axis]);
  }
  const inInput = runs.toSorted((a, b) => a[0] - b[0]);
  return {
    shape: inInput.map((run) => run.reduce((product, axis) => product * shape[axis], 1)),
    perm: runs.map((run) => inInput.indexOf(run)),
  };
}

function joins(shape: readonly number[], left: number, right: number): boolean {
  return left < right && shape.slice(left + 1, right).every((length) => length === 1);
}
