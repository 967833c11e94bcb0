import { InputError } from "../errors.ts";
import { suggestion } from "../nearest.ts";
import type { Action, ActionSpace, EnvSpec } from "../types.ts";

/**
 * Refuses a stream that a world does not have; what `observe` begins with.
 *
 * @throws {InputError} with the nearest name.
 */
export function checkStream(observations: EnvSpec["observations"], stream: string): void {
  if (Object.hasOwn(observations, stream)) return;
  throw new InputError(`Cannot observe "${stream}": ${suggestion(stream, Object.keys(observations))}`);
}

/**
 * Refuses a state of another length; what `setState` begins with.
 *
 * @throws {InputError} with both lengths.
 */
export function checkState(state: Float64Array, size: number): void {
  if (state.length === size) return;
  throw new InputError(`Cannot restore a state: it has ${state.length} numbers, expected ${size}`);
}

function refuse(found: string, expected: string): never {
  throw new InputError(`Cannot step: the action ${found}, expected ${expected}`);
}

/** What something is, for messages: plugins in JavaScript are not checked by a compiler. */
function kindOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return value === null ? "null" : `of type ${typeof value}`;
  return `of type ${value.constructor?.name ?? "object"}`;
}

/**
 * Refuses an action that no world can take: anything but a Float32Array, a wrong length, a number that is not finite, a choice that does not
 * exist. Values beyond the box are left to the world, which clips them. Throws {@linkcode InputError}.
 *
 * @example
 * ```ts
 * import { checkAction } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const space = { kind: "discrete", n: 3 } as const;
 * checkAction(space, Float32Array.of(2));
 * assert.throws(() => checkAction(space, Float32Array.of(3)), /a choice from 0 to 2/);
 * ```
 */
export function checkAction(space: ActionSpace, action: Action): void {
  if (!(action instanceof Float32Array)) refuse(`is ${kindOf(action)}`, "a Float32Array");
  const size = space.kind === "box" ? space.low.length : 1;
  if (action.length !== size) refuse(`has ${action.length} numbers`, `${size}`);
  for (let i = 0; i < size; i++) {
    if (!Number.isFinite(action[i])) refuse(`has ${action[i]} at position ${i}`, "a finite number");
  }
  if (space.kind === "discrete" && !(Number.isInteger(action[0]) && action[0] >= 0 && action[0] < space.n)) {
    refuse(`is ${action[0]}`, `a choice from 0 to ${space.n - 1}`);
  }
}
