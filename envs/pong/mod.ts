/**
 * Pong as the Arcade Learning Environment shows it, without a ROM: own rules for what the cartridge keeps to itself.
 *
 * @example
 * ```ts
 * import { pong } from "@orrery/orrery/envs";
 * import assert from "node:assert/strict";
 *
 * const env = pong.make({ size: 84, view: "field", frames: 2 }, {});
 * env.reset({ seed: 1, factors: { player_height: 30 } });
 * assert.equal(env.observe("pixels").length, 84 * 84 * 6);
 * ```
 *
 * @module
 */
export { pong } from "./pong.ts";
