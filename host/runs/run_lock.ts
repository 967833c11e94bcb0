import { readFileSync } from "node:fs";
import { pid } from "node:process";
import { onDisk, sweepTemporaries } from "../io/atomic_write.ts";
import { HostError } from "../../core/errors.ts";
import { lockFile } from "../io/lock_file.ts";
import { ownPath } from "./own_path.ts";

/** Who holds a lock, as its file says; the file is written after the lock is taken, so it may say nothing yet. */
function holder(path: string): string {
  const text = onDisk(`read "${path}"`, () => readFileSync(path, "utf8"));
  return /^\d+$/.test(text) ? `process ${text}` : "another process";
}

/**
 * Takes the lock of a run, so that one trainer works on it, and removes the temporary files that a kill left. The
 * system frees the lock when the process ends, however it ends; so it is never stale, and the file that a killed
 * process left is taken over.
 *
 * @throws {InputError} when the lock's file is not the run's own.
 * @throws {HostError} when another process holds it, or the disk has no locks.
 */
export function lockRun(folder: string): Disposable {
  const path = ownPath(folder, "run.lock");
  const file = lockFile(path);
  if (file === undefined) {
    throw new HostError(
      `Cannot work on "${folder}": ${
        holder(path)
      } is training or evaluating it; wait for it, or start another run with --new`,
    );
  }
  try {
    onDisk(`lock "${path}"`, () => {
      file.truncateSync();
      file.writeSync(new TextEncoder().encode(String(pid)));
    });
    for (const swept of [folder, ownPath(folder, "media")]) sweepTemporaries(swept);
  } catch (error) {
    file.close();
    throw error;
  }
  return { [Symbol.dispose]: () => file.close() };
}
