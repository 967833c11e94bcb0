import type { MetricsRow } from "../../core/train/metrics.ts";

/** A value at an optimiser step. */
export interface Point {
  /** Optimiser step. */
  readonly step: number;
  /** The value. */
  readonly value: number;
}

/** A quantity over the steps of a stage. */
export interface Series {
  /** Name, for the legend. */
  readonly name: string;
  /** Finite points in ascending order of `step`. */
  readonly points: readonly Point[];
}

/** One quantity of the rows that have it. */
export function seriesOf(
  rows: readonly MetricsRow[],
  name: string,
  pick: (row: MetricsRow) => number | undefined,
): Series {
  const points = rows.map((row) => ({ step: row.step, value: pick(row) ?? NaN }));
  return { name, points: points.filter(({ value }) => Number.isFinite(value)) };
}
