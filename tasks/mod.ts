/**
 * The built-in tasks: one JSONC file each, imported as text, so that they travel with the package.
 *
 * @example
 * ```ts
 * import { tasks } from "@orrery/orrery";
 * import assert from "node:assert/strict";
 *
 * assert.ok(tasks.tworoom.includes('"name": "tworoom"'));
 * ```
 *
 * @module
 */
export * from "./tasks.ts";
