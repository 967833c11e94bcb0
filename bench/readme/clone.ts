import { InputError } from "../../core/errors.ts";

/**
 * The clone that this file belongs to.
 *
 * @throws {InputError} where the program was not started from one.
 */
export function clone(): string {
  const { protocol, pathname } = new URL("../../", import.meta.url);
  if (protocol === "file:") return pathname;
  throw new InputError("Cannot keep the result: the program is no clone of the project, leave out --write");
}
