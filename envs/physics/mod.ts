/**
 * A small contact solver for worlds in which a disc pushes a block.
 *
 * @example
 * ```ts
 * import { PusherWorld } from "@orrery/orrery/envs";
 * import assert from "node:assert/strict";
 *
 * const disc = { kind: "disc", centre: [0, 0], radius: 10 } as const;
 * const wall = { from: [60, -50], to: [60, 50], radius: 2 } as const;
 * const world = new PusherWorld({
 *   dt: 0.01, walls: [wall], pusherRadius: 5, parts: [disc], centre: [0, 0], mass: 1, moment: 50,
 * });
 * world.create(0, 0, { x: 20, y: 0, angle: 0 });
 * const start = world.memory.slice();
 * for (let i = 0; i < 10; i++) {
 *   world.drive(100, 0);
 *   world.step();
 * }
 * assert.equal(world.contacts, 1);
 * world.memory.set(start);
 * assert.equal(world.blockX, 20);
 * ```
 *
 * @module
 */
export * from "./pusher_world.ts";
export * from "./shape.ts";
export type { Mass } from "./contact_solver.ts";
