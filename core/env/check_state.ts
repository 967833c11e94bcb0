import { InputError } from "../errors.ts";

/**
 * Refuses a state of another length; what `setState` begins with.
 *
 * @throws {InputError} with both lengths.
 */
export function checkState(state: Float64Array, size: number): void {
  if (state.length === size) return;
  throw new InputError(`Cannot restore a state: it has ${state.length} numbers, expected ${size}`);
}
