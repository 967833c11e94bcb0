import { InputError } from "../errors.ts";
import type { Rng } from "../types.ts";

/** Episodes for training and episodes kept out of it, each in ascending order. */
export interface Split {
  /** Episodes to learn from. */
  readonly training: readonly number[];
  /** Episodes that no weight ever sees. */
  readonly heldOut: readonly number[];
}

/**
 * Draws which episodes are held out. With two episodes or more both sides get at least one, unless the share is 0.
 *
 * @param count Number of episodes.
 * @param heldOut Share to hold out, in [0, 1).
 * @throws {InputError} when a number is out of range.
 *
 * @example
 * ```ts
 * import { seededRng, splitEpisodes } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const { training, heldOut } = splitEpisodes(10, 0.2, seededRng(0));
 * assert.deepEqual([training.length, heldOut.length], [8, 2]);
 * ```
 */
export function splitEpisodes(count: number, heldOut: number, rng: Rng): Split {
  if (!Number.isInteger(count) || count < 0) {
    throw new InputError(`Cannot split episodes: there are ${count}, expected a whole number`);
  }
  if (!(heldOut >= 0 && heldOut < 1)) {
    throw new InputError(`Cannot split episodes: the held-out share is ${heldOut}, expected 0 up to below 1`);
  }
  const order = Array.from({ length: count }, (_, episode) => episode);
  for (let i = count - 1; i > 0; i--) {
    const j = rng.integer(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  const wanted = heldOut === 0 ? 0 : Math.max(1, Math.round(count * heldOut));
  const held = Math.max(0, Math.min(wanted, count - 1));
  const ascending = (episodes: number[]): number[] => episodes.sort((a, b) => a - b);
  return { training: ascending(order.slice(held)), heldOut: ascending(order.slice(0, held)) };
}
