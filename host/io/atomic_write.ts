import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { HostError, InputError } from "../../core/errors.ts";
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
  const handle = disk().open(folder, "read");
  try {
    disk().sync(handle);
  } finally {
    disk().close(handle);
  }
}

/** Writes a file that must not be there, or adds to the end of one, and waits until it is on the disk. */
export function writeDurably(path: string, content: Uint8Array | string, how: "new" | "append"): void {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const handle = disk().open(path, how);
  try {
    for (let at = 0; at < bytes.length;) at += disk().write(handle, bytes, at);
    disk().sync(handle);
  } finally {
    disk().close(handle);
  }
}

/** How names of temporary files end: nobody can put a link where one is about to be. */
const TEMPORARY = /\.[0-9a-f]{12}\.tmp$/;

function temporaryName(path: string): string {
  return `${path}.${crypto.randomUUID().replaceAll("-", "").slice(-12)}.tmp`;
}

/** Removes the temporary files that a kill left in a folder, where there are any. */
export function sweepTemporaries(folder: string): void {
  if (!existsSync(folder)) return;
  onDisk(`clear "${folder}" of temporary files`, () => {
    const left = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && TEMPORARY.test(entry.name));
    for (const { name } of left) disk().remove(join(folder, name));
  });
}

/** What is left of a write that failed would only fill the disk; it is swept later where it cannot go now. */
function discard(temporary: string): void {
  try {
    disk().remove(temporary);
  } catch {
    // Why the write failed is what matters.
  }
}

function replaceFile(path: string, content: Uint8Array | string): void {
  const temporary = temporaryName(path);
  try {
    writeDurably(temporary, content, "new");
    disk().rename(temporary, path);
  } catch (error) {
    discard(temporary);
    throw error;
  }
}

/**
 * Replaces a file by new content, or leaves the old one as it was: temporary file, fsync, rename, fsync of the
 * folder. A link is replaced by a file, not followed.
 *
 * @throws {HostError} when the disk refuses.
 */
export function writeAtomically(path: string, content: Uint8Array | string): void {
  onDisk(`write "${path}"`, () => {
    try {
      replaceFile(path, content);
    } catch (error) {
      const swept = error instanceof Error && "code" in error && error.code === "ENOENT";
      if (!swept) throw error;
      // Another process took the temporary file for one that a kill left; it does so once, when it begins.
      replaceFile(path, content);
    }
    syncFolder(dirname(path));
  });
}
