/** How well one kind of energies stands above another, with a 95 % interval. */
export type Auc = {
  /** Chance that one of the others is above one of the truths, half for as much; 0.5 for a guess. */
  readonly auc: number;
  /** Lower end of the interval. */
  readonly low: number;
  /** Upper end. */
  readonly high: number;
};

/** 95 % of a normal distribution lie within so many standard deviations. */
const Z = 1.959964;

/** Sums the ranks of the others among all, from 1; as many as are equal share their ranks. */
function rankSum(truths: readonly number[], others: readonly number[]): number {
  const all = [
    ...truths.map((energy) => ({ energy, other: 0 })),
    ...others.map((energy) => ({ energy, other: 1 })),
  ].sort((a, b) => a.energy - b.energy);
  let sum = 0;
  for (let from = 0, to = 0; from < all.length; from = to) {
    let among = 0;
    for (; to < all.length && all[to].energy === all[from].energy; to++) among += all[to].other;
    sum += among * (from + 1 + to) / 2;
  }
  return sum;
}

/**
 * Area under the curve of a detector that calls everything above a threshold false: the statistic of Mann and Whitney
 * (1947), with the interval of Hanley and McNeil (1982). Neither list may be empty.
 *
 * @example
 * One of the others lies below one of the truths: three of four pairs are in order.
 *
 * ```ts ignore
 * auc([1, 3], [2, 4]).auc; // 0.75
 * ```
 */
export function auc(truths: readonly number[], others: readonly number[]): Auc {
  const [n, m] = [truths.length, others.length];
  const area = (rankSum(truths, others) - m * (m + 1) / 2) / (n * m);
  const square = area * area;
  const variance = area * (1 - area) + (m - 1) * (area / (2 - area) - square) +
    (n - 1) * (2 * square / (1 + area) - square);
  const half = Z * Math.sqrt(Math.max(variance, 0) / (n * m));
  return { auc: area, low: Math.max(area - half, 0), high: Math.min(area + half, 1) };
}
