/**
 * The worlds, and the drawing that they share. A world is one synchronous class behind the `Env` interface.
 *
 * @example
 * ```ts
 * import { twoRoom } from "@orrery/orrery/envs";
 * import assert from "node:assert/strict";
 *
 * const env = twoRoom.make({}, {});
 * env.reset({ seed: 7 });
 * const start = env.getState();
 * env.step(Float32Array.of(1, -1));
 * const after = env.measure();
 * env.setState(start);
 * env.step(Float32Array.of(1, -1));
 * assert.deepEqual(env.measure(), after);
 * ```
 *
 * @module
 */
export * from "./car_racing/mod.ts";
export * from "./dot_wall/mod.ts";
export * from "./physics/mod.ts";
export * from "./pong/mod.ts";
export * from "./push_t/mod.ts";
export * from "./raster/mod.ts";
export * from "./reacher/mod.ts";
export * from "./two_room/mod.ts";
