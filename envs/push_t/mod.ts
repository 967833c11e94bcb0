/**
 * Push-T, the world of diffusion policy's, DINO-WM's and LeWM's pushing experiments.
 *
 * @example
 * ```ts
 * import { pushT } from "@orrery/orrery/envs";
 * import assert from "node:assert/strict";
 *
 * const env = pushT.make({ action: "absolute", success: "coverage" }, {});
 * env.reset({
 *   seed: 1,
 *   factors: { start_spread: 0, agent_start_x: 250, agent_start_y: 100, block_start_x: 250, block_start_y: 200 },
 * });
 * for (let i = 0; i < 20; i++) env.step(Float32Array.of(250, 300));
 * const block = env.variables.findIndex(({ name }) => name === "block_y");
 * assert.ok(env.measure()[block] > 300);
 * ```
 *
 * @module
 */
export { pushT } from "./push_t.ts";
