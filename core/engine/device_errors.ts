import { HostError } from "../errors.ts";

const pending: string[] = [];

/**
 * Notes an error that a device reported outside of any call, such as a shader that does not compile. The next
 * {@linkcode throwDeviceErrors} throws it.
 */
export function reportDeviceError(message: string): void {
  pending.push(message);
}

/**
 * Throws {@linkcode HostError} when the device reported an error since the last call: a GPU answers a wrong
 * program with zeros, never with an exception. `read` calls it, so that no such zeros reach a result.
 */
export function throwDeviceErrors(): void {
  if (pending.length === 0) return;
  const [first, ...others] = pending.splice(0);
  const more = others.length ? ` (and ${others.length} more)` : "";
  throw new HostError(`Cannot trust the device: ${first}${more}, expected no error`);
}
