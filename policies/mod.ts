/**
 * What acts without a model: random policies for collecting, and scripted experts.
 *
 * @example
 * ```ts
 * import { seededRng } from "@orrery/orrery/core";
 * import { twoRoom } from "@orrery/orrery/envs";
 * import { correlated } from "@orrery/orrery/policies";
 * import assert from "node:assert/strict";
 *
 * const env = twoRoom.make({}, {});
 * const policy = correlated.make({ correlation: 0.95 }, { spec: env });
 * policy.begin(0, { rng: seededRng(1) });
 * const snapshot = { observations: {}, variables: env.measure(), state: env.getState() };
 * const [action] = await policy.act([{ slot: 0, step: 0, snapshot }]);
 * env.step(action);
 * assert.equal(action.length, 2);
 * ```
 *
 * @module
 */
export * from "./random.ts";
export { carRacingDriver } from "./car_racing/driver.ts";
export * from "./correlated.ts";
export * from "./dot_wall/expert.ts";
export * from "./dot_wall/walker.ts";
export * from "./pong/random.ts";
export * from "./pong/expert.ts";
export * from "./push_t/pusher.ts";
export * from "./push_t/expert.ts";
export { reacherExpert } from "./reacher/expert.ts";
export * from "./reacher/random.ts";
export * from "./two_room/expert.ts";
