import { formatPercent } from "../../host/report/format.ts";

/** A rate and the ends of its interval, parts of 1. */
export interface RateWithInterval {
  /** The rate. */
  readonly rate: number;
  /** Lower end. */
  readonly low: number;
  /** Upper end. */
  readonly high: number;
}

/** `97.5 % [94.3, 98.9]`. */
export function withInterval({ rate, low, high }: RateWithInterval): string {
  const ends = [low, high].map((end) => (100 * end).toFixed(1)).join(", ");
  return `${formatPercent(rate)} [${ends}]`;
}
