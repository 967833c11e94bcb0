/**
 * Rows of all episodes as one range of numbers, without an object for each.
 *
 * @module
 */

/** One stored row. */
export interface Place {
  /** Episode of the source. */
  readonly episode: number;
  /** Row of the episode. */
  readonly row: number;
}

/** Rows by number. */
export interface Places {
  /** How many there are. */
  readonly count: number;
  /** The row of a number from 0 to `count` − 1. */
  at(index: number): Place;
}

/**
 * The rows of episodes of these lengths that have at least `reach` more behind them, episode by episode.
 *
 * @param reach By default 0.
 *
 * @example
 * ```ts
 * import { placesOf } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const places = placesOf([3, 1, 4], 2);
 * assert.equal(places.count, 3); // row 0 of the first episode, rows 0 and 1 of the last
 * assert.deepEqual(places.at(1), { episode: 2, row: 0 });
 * ```
 */
export function placesOf(lengths: readonly number[], reach = 0): Places {
  let count = 0;
  const ends = lengths.map((length) => count += Math.max(0, length - reach));
  return {
    count,
    at: (index) => {
      let [episode, high] = [0, ends.length - 1];
      while (episode < high) {
        const middle = (episode + high) >> 1;
        if (ends[middle] > index) high = middle;
        else episode = middle + 1;
      }
      return { episode, row: index - (episode === 0 ? 0 : ends[episode - 1]) };
    },
  };
}
