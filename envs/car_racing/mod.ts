/**
 * CarRacing, the world of the first world models: a car, a road, and a camera that turns with the car.
 *
 * @example
 * ```ts
 * import { carRacing } from "@orrery/orrery/envs";
 * import assert from "node:assert/strict";
 *
 * const env = carRacing.make({ size: 96 }, {});
 * env.reset({ seed: 1 });
 * for (let i = 0; i < 50; i++) env.step(Float32Array.of(0, 0.2, 0));
 * const forward = env.variables.findIndex(({ name }) => name === "speed_forward");
 * assert.ok(env.measure()[forward] > 10);
 * env.close?.();
 * ```
 *
 * @module
 */
export { carRacing } from "./car_racing.ts";
