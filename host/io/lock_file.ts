import { HostError, InputError } from "../../core/errors.ts";
import { onDisk } from "./atomic_write.ts";
import { disk } from "./disk.ts";

/** What there is under a name, links not followed; undefined for nothing. */
function named(path: string): Deno.FileInfo | undefined {
  try {
    return Deno.lstatSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** What bears a name and cannot be written to without harm; undefined where a file of its own does, or nothing. */
function obstacle(found: Deno.FileInfo | undefined): string | undefined {
  if (found === undefined) return undefined;
  if (found.isSymlink) return "a link";
  if (!found.isFile) return "no plain file";
  return (found.nlink ?? 1) > 1 ? "a file with another name elsewhere" : undefined;
}

function takeLock(file: Deno.FsFile, path: string): boolean {
  try {
    return disk().lock(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HostError(
      `Cannot lock "${path}": ${reason}, expected a file system with locks; put --out on a disk that has them`,
      { cause: error },
    );
  }
}

/**
 * Opens a file to write, made where it is missing, and takes its lock, which the system frees when the file is closed
 * or the process ends, however it ends; so what a killed process left is never in the way. Its contents stay.
 *
 * @returns Undefined when another process has it.
 * @throws {InputError} for a link, a file that has another name too, or what is no file: the contents could be
 * somebody else's.
 * @throws {HostError} when the disk refuses, or has no locks.
 */
export function lockFile(path: string): Deno.FsFile | undefined {
  const found = obstacle(onDisk(`lock "${path}"`, () => named(path)));
  if (found !== undefined) {
    throw new InputError(`Cannot lock "${path}": it is ${found}, expected a file of its own; remove it`);
  }
  const file = onDisk(`create "${path}"`, () => Deno.openSync(path, { create: true, write: true }));
  try {
    // The process that had the lock may have renamed the file meanwhile, or somebody put another in its place.
    if (takeLock(file, path) && file.statSync().ino === named(path)?.ino) return file;
  } catch (error) {
    file.close();
    throw error;
  }
  file.close();
  return undefined;
}
