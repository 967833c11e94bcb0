import { InputError } from "../errors.ts";
import { suggestion } from "../nearest.ts";
import type { EnvSpec } from "../types.ts";

/**
 * Refuses a stream that a world does not have; what `observe` begins with.
 *
 * @throws {InputError} with the nearest name.
 */
export function checkStream(observations: EnvSpec["observations"], stream: string): void {
  if (Object.hasOwn(observations, stream)) return;
  throw new InputError(`Cannot observe "${stream}": ${suggestion(stream, Object.keys(observations))}`);
}
