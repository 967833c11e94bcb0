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

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** How many of ascending values a limit is above; with `equal`, or as much as. */
function countBelow(ascending: Float64Array, limit: number, equal: boolean): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] < limit || (equal && ascending[middle] === limit)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Share of ascending values that one is above, half of those that it is equal to. */
function standing(ascending: Float64Array, value: number): number {
  return (countBelow(ascending, value, false) + countBelow(ascending, value, true)) / (2 * ascending.length);
}

/** Sums over what is of one group; over each by itself where there is one group only, which tells nothing of groups. */
function sumsByGroup(parts: readonly number[], groups: readonly number[]): readonly number[] {
  const sums = new Map<number, number>();
  parts.forEach((part, i) => sums.set(groups[i], (sums.get(groups[i]) ?? 0) + part));
  return sums.size > 1 ? [...sums.values()] : parts;
}

/** Trials that would tell the area as well as these questions do, each question's part in it given; at most as many. */
function effectiveTrials(area: number, parts: readonly number[], groups: readonly number[]): number {
  const n = parts.length;
  const sums = sumsByGroup(parts, groups);
  const k = sums.length;
  const squares = sums.reduce((sum, part) => sum + part ** 2, 0);
  return squares === 0 || k === 1 ? n : Math.min(n, area * (1 - area) * n * n * (k - 1) / (k * squares));
}

/** The interval of Wilson (1927) around a share of any number of trials. */
function interval(share: number, trials: number): Pick<Auc, "low" | "high"> {
  const square = Z * Z / trials;
  const centre = (share + square / 2) / (1 + square);
  const half = Math.sqrt(share * (1 - share) * square + square ** 2 / 4) / (1 + square);
  // Rounding must not part the ends from the share.
  return {
    low: Math.max(Math.min(centre - half, share), 0),
    high: Math.min(Math.max(centre + half, share), 1),
  };
}

/**
 * Area under the curve of a detector that calls everything above one threshold false: the statistic of Mann and
 * Whitney (1947). Its variance counts the energies of a group as one draw, for they hang together (Obuchowski, 1997);
 * the interval is Wilson's with the number of trials of that variance, at most one a question, so that it keeps a width
 * where all pairs are in order.
 *
 * @param questions Energies of each question, its truth's first and as many others as the other questions have, at
 *   least one.
 * @param groups Of which group each question is, such as its episode; by default each is one by itself.
 *
 * @example
 * One of the others lies below one of the truths: three of four pairs are in order.
 *
 * ```ts ignore
 * auc([[1, 2], [3, 4]]).auc; // 0.75
 * ```
 */
export function auc(
  questions: readonly (readonly number[])[],
  groups: readonly number[] = questions.map((_, i) => i),
): Auc {
  const truths = Float64Array.from(questions, ([truth]) => truth).sort();
  const others = Float64Array.from(questions.flatMap(([, ...others]) => others)).sort();
  const shares = questions.map(([truth, ...own]) => ({
    below: 1 - standing(others, truth),
    above: mean(own.map((other) => standing(truths, other))),
  }));
  const area = mean(shares.map(({ below }) => below));
  const parts = shares.map(({ below, above }) => below + above - 2 * area);
  return { auc: area, ...interval(area, effectiveTrials(area, parts, groups)) };
}
