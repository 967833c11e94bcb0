import { dirname } from "node:path";
import { HostError, InputError } from "../core/errors.ts";
import { disk } from "./disk.ts";

/**
 * Runs a file operation and turns what the system says into one sentence.
 *
 * @throws {InputError} for a path that no command may use.
 * @throws {HostError} for anything else that the system refuses.
 */
export function onDisk<T>(action: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    if (error instanceof HostError) throw error;
    // Some paths, such as those in /proc, are refused whatever a command was permitted.
    if (error instanceof Deno.errors.NotCapable) {
      throw new InputError(`Cannot ${action}: Deno lets no command use this path, expected another one`, {
        cause: error,
      });
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new HostError(`Cannot ${action}: ${reason}`, { cause: error });
  }
}

/** Makes names in a folder durable; without this a rename may be lost in a power cut. */
export function syncFolder(folder: string): void {
  // Windows cannot open folders, and needs no such call.
  if (Deno.build.os === "windows") return;
  const handle = disk().open(folder, "r");
  try {
    disk().sync(handle);
  } finally {
    disk().close(handle);
  }
}

/** Writes a file, or adds to its end, and waits until it is on the disk. */
export function writeDurably(path: string, content: Uint8Array | string, flags: "w" | "a" = "w"): void {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const handle = disk().open(path, flags);
  try {
    for (let at = 0; at < bytes.length;) at += disk().write(handle, bytes, at);
    disk().sync(handle);
  } finally {
    disk().close(handle);
  }
}

/**
 * Replaces a file by new content, or leaves the old one as it was: temporary file, fsync, rename, fsync of the
 * folder.
 *
 * @throws {HostError} when the disk refuses.
 */
export function writeAtomically(path: string, content: Uint8Array | string): void {
  onDisk(`write "${path}"`, () => {
    const temporary = `${path}.tmp`;
    writeDurably(temporary, content);
    disk().rename(temporary, path);
    syncFolder(dirname(path));
  });
}
