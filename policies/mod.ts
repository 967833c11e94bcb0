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
export * from "./car_racing_driver.ts";
export * from "./correlated.ts";
export * from "./dot_wall_expert.ts";
export * from "./dot_wall_walker.ts";
export * from "./pong_random.ts";
export * from "./pong_expert.ts";
export * from "./push_t_pusher.ts";
export * from "./push_t_expert.ts";
export * from "./reacher_expert.ts";
export * from "./reacher_random.ts";
export * from "./two_room_expert.ts";
