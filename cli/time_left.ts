/** How far a phase was at some time. */
export interface Milestone {
  /** Units done. */
  readonly done: number;
  /** When, milliseconds. */
  readonly at: number;
}

/**
 * Seconds that the rest takes at the pace since the first milestone, which need not be the start: a phase that goes on
 * where it was left has not taken this long for all that is done. Undefined before there is a pace.
 */
export function timeLeft(first: Milestone, last: Milestone, total: number): number | undefined {
  const done = last.done - first.done;
  return done > 0 ? (last.at - first.at) / done * (total - last.done) / 1000 : undefined;
}
