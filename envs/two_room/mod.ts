/**
 * Two rooms with a door: the world of LeWM's and stable-worldmodel's navigation experiments.
 *
 * @example
 * ```ts
 * import { twoRoom } from "@orrery/orrery/envs";
 * import assert from "node:assert/strict";
 *
 * const env = twoRoom.make({ size: 96 }, {});
 * env.reset({ seed: 1, factors: { doors: 2, door_position_1: 170 } });
 * assert.equal(env.observe("pixels").length, 96 * 96 * 3);
 * ```
 *
 * @module
 */
export { twoRoom } from "./two_room.ts";
