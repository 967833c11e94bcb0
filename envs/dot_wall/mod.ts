/**
 * Two small rooms with a narrow door, fixed or random: the world of PLDM's and eb_jepa's planning experiments.
 *
 * @example
 * ```ts
 * import { dotWall } from "@orrery/orrery/envs";
 * import assert from "node:assert/strict";
 *
 * const env = dotWall.make({ door: 18, picture: "colours" }, {});
 * env.reset({ seed: 1 });
 * assert.deepEqual(env.observations.pixels.shape, [65, 65, 3]);
 * ```
 *
 * @module
 */
export { dotWall } from "./dot_wall.ts";
