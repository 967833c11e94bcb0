/**
 * What is wrapped around a world: an end after some steps, repeated actions, stacked frames, factors that vary, and
 * disturbances of what is seen. A task names them, the innermost first:
 * `"env": { "use": "two-room", "wrap": [{ "use": "pixel-noise" }, { "use": "time-limit" }] }`.
 *
 * A wrapper is seeded and restored with its world, and disturbances leave the world's own draws as they are: the
 * same seed starts the same episode, disturbed or not.
 *
 * @example
 * ```ts
 * import { twoRoom } from "@orrery/orrery/envs";
 * import { frameStack, pixelNoise } from "@orrery/orrery/wrappers";
 * import assert from "node:assert/strict";
 *
 * const noisy = pixelNoise.make({ std: 8 }, { env: twoRoom.make({}, {}), label: "noise" });
 * const env = frameStack.make({ frames: 3 }, { env: noisy, label: "stack" });
 * env.reset({ seed: 1 });
 * assert.deepEqual(env.observations.pixels.shape, [64, 64, 9]);
 * assert.equal(env.observe("pixels").length, 64 * 64 * 9);
 * ```
 *
 * @module
 */
export * from "./action_repeat.ts";
export * from "./blur.ts";
export * from "./colour_jitter.ts";
export * from "./distractor.ts";
export * from "./frame_stack.ts";
export * from "./occlusion.ts";
export * from "./pixel_noise.ts";
export * from "./random_factors.ts";
export * from "./shift.ts";
export * from "./time_limit.ts";
