/** Three numbers that tell how steady a figure is. */
export interface Spread {
  /** Middle. */
  readonly median: number;
  /** Smallest. */
  readonly min: number;
  /** Largest. */
  readonly max: number;
}

/** The spread of some values, at least one. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [(sorted.length - 1) >> 1, sorted.length >> 1];
  return { median: (sorted[low] + sorted[high]) / 2, min: sorted[0], max: sorted[sorted.length - 1] };
}
