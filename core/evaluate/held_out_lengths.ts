import type { EvaluationTask } from "../types.ts";

/**
 * Rows of each held-out episode: as they are where they are known, before that the most that there can be. What these
 * are too few for cannot be measured.
 *
 * @returns Undefined where neither is known.
 *
 * @example
 * ```ts
 * import { heldOutLengths } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(heldOutLengths({ steps: 20, heldOutEpisodes: 2 }), [21, 21]);
 * assert.equal(heldOutLengths({}), undefined);
 * ```
 */
export function heldOutLengths(
  { heldOut, steps, heldOutEpisodes }: Pick<EvaluationTask, "heldOut" | "steps" | "heldOutEpisodes">,
): readonly number[] | undefined {
  if (heldOut) return heldOut.lengths;
  if (steps === undefined || heldOutEpisodes === undefined) return undefined;
  return Array.from({ length: heldOutEpisodes }, () => steps + 1);
}
