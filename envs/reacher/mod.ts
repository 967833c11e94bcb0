/**
 * Reacher: the two-link arm of dm_control, with the pose matching of stable-worldmodel, in closed form.
 *
 * @example
 * ```ts
 * import { reacher } from "@orrery/orrery/envs";
 * import assert from "node:assert/strict";
 *
 * const env = reacher.make({ size: 96 }, {});
 * env.reset({ seed: 1, factors: { light: 0.3, target_shape: 0 } });
 * assert.equal(env.observe("pixels").length, 96 * 96 * 3);
 * assert.equal(env.observe("proprio").length, 6);
 * ```
 *
 * @module
 */
export { reacher } from "./reacher.ts";
