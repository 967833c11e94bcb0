/** Three numbers that tell how steady a figure is. */
export interface Spread {
  /** Middle. */
  readonly median: number;
  /** Smallest. */
  readonly min: number;
  /** Largest. */
  readonly max: number;
}

/** The spread of some values, at least one; of an even number the upper middle one is the median. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: sorted[sorted.length >> 1], min: sorted[0], max: sorted[sorted.length - 1] };
}
