import { closeSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { HostError, InputError } from "../../../core/errors.ts";

const SIGNATURE = Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a);
/** The signature stands at byte 0, 512, 1024, 2048, … */
const FIRST_USER_BLOCK = 512;

function statOf(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) {
      throw new InputError(`Cannot open "${path}": there is no such file, expected an HDF5 file`);
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new HostError(`Cannot open "${path}": ${reason}`, { cause: error });
  }
}

function hasSignature(path: string, size: number): boolean {
  let handle: number;
  try {
    handle = openSync(path, "r");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HostError(`Cannot open "${path}": ${reason}`, { cause: error });
  }
  try {
    const bytes = new Uint8Array(SIGNATURE.length);
    for (let at = 0; at + bytes.length <= size; at = at === 0 ? FIRST_USER_BLOCK : 2 * at) {
      readSync(handle, bytes, 0, bytes.length, at);
      if (bytes.every((byte, i) => byte === SIGNATURE[i])) return true;
    }
    return false;
  } finally {
    closeSync(handle);
  }
}

/**
 * Refuses what the library would open without a word, or refuse without saying why.
 *
 * @throws {InputError} for a missing file, a folder, an empty file, or one without HDF5's signature.
 * @throws {HostError} when the system refuses.
 */
export function checkIsHdf5(path: string): void {
  const stat = statOf(path);
  if (stat.isDirectory()) {
    throw new InputError(`Cannot open "${path}": it is a folder, expected an HDF5 file`);
  }
  if (stat.size === 0) throw new InputError(`Cannot open "${path}": it is empty, expected an HDF5 file`);
  if (!hasSignature(path, stat.size)) {
    throw new InputError(`Cannot open "${path}": it has no HDF5 signature, expected an HDF5 file`);
  }
}
