/**
 * Orrery: JEPA world models that learn from pixels, predict in latent space and plan by imagination.
 *
 * This is the front door: contracts, registry, task files, and the built-in plugin with its tasks. The rooms behind
 * it have doors of their own: `/core`, `/nn`, `/envs`, `/models`, `/planners`, `/policies`, `/evaluations`,
 * `/testing` and `/cli`.
 *
 * @example
 * ```ts
 * import { builtin, Registry, resolveTask, tasks } from "@orrery/orrery";
 * import assert from "node:assert/strict";
 *
 * const registry = new Registry([builtin]);
 * const { task } = resolveTask({ text: tasks.tworoom, file: "tworoom.jsonc", registry, preset: "smoke" });
 * const env = registry.make("env", task.env ?? { use: "two-room" }, {});
 * env.reset({ seed: 1 });
 * assert.equal(env.observe("pixels").length, 64 * 64 * 3);
 * ```
 *
 * @module
 */
export * from "./core/mod.ts";
export { default as builtin } from "./builtin.ts";
export * from "./tasks/mod.ts";
