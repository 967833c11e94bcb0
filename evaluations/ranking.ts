import { wilson } from "../core/mod.ts";

/** How often, and how far, the truth stood before the others. */
export type Ranking = {
  /** Share of questions whose truth has the lowest energy; null where there is no question, as all below. */
  readonly top1: number | null;
  /** Lower end of its Wilson 95 % interval. */
  readonly low: number | null;
  /** Upper end. */
  readonly high: number | null;
  /** Mean of 1 ÷ the truth's place. */
  readonly mrr: number | null;
  /** Chance that one of the others has more energy than the truth, half for as much; 0.5 for a guess. */
  readonly auc: number | null;
  /** What guessing reaches of `top1`. */
  readonly chance: number | null;
  /** Questions. */
  readonly n: number;
};

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** Place of the truth, from 1; whoever has as little energy stands before it, so that a collapsed model comes last. */
const placeOf = ([truth, ...others]: readonly number[]): number =>
  1 + others.filter((other) => !(other > truth)).length;

/** Share of the others with more energy than the truth, half of those with as much. */
function shareAbove([truth, ...others]: readonly number[]): number {
  return mean(others.map((other) => other > truth ? 1 : other === truth ? 0.5 : 0));
}

/**
 * Sums up the energies of questions, the truth's first in each.
 *
 * @example
 * Of two truths the first has the lowest energy, the second the second lowest of three.
 *
 * ```ts ignore
 * ranking([[0.1, 0.5], [0.4, 0.2, 0.9]]); // top1 0.5, mrr 0.75, auc 0.75, chance (1/2 + 1/3) / 2
 * ```
 */
export function ranking(energies: readonly (readonly number[])[]): Ranking {
  const n = energies.length;
  if (n === 0) return { top1: null, low: null, high: null, mrr: null, auc: null, chance: null, n };
  const places = energies.map(placeOf);
  const { rate, low, high } = wilson(places.filter((place) => place === 1).length, n);
  return {
    top1: rate,
    low,
    high,
    mrr: mean(places.map((place) => 1 / place)),
    auc: mean(energies.map(shareAbove)),
    chance: mean(energies.map(({ length }) => 1 / length)),
    n,
  };
}
