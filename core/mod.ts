/**
 * The framework without any component: contracts, registry, task files, engine border, training, planning,
 * evaluation. Pure: no file, no process, nothing of Deno; it runs in a browser as it is.
 *
 * @example
 * ```ts
 * import { Registry, seededRng } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(new Registry([]).names("env"), []);
 * assert.equal(seededRng(1).integer(1), 0);
 * ```
 *
 * @module
 */
export * from "./types.ts";
export * from "./errors.ts";
export * from "./nearest.ts";
export * from "./rng.ts";
export * from "./option.ts";
export * from "./component.ts";
export * from "./registry.ts";
