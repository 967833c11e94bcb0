import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pid } from "node:process";
import { onDisk } from "../atomic_write.ts";
import { HostError } from "../../core/errors.ts";

/** Who holds a lock, as its file says; the file is written after the lock is taken, so it may say nothing yet. */
function holder(path: string): string {
  const text = onDisk(`read "${path}"`, () => readFileSync(path, "utf8"));
  return /^\d+$/.test(text) ? `process ${text}` : "another process";
}

/**
 * Takes the lock of a run, so that one trainer works on it. The system frees it when the process ends, however it
 * ends; so a lock is never stale, and the file that a killed process left is taken over.
 *
 * @throws {HostError} when another process holds it.
 */
export async function lockRun(folder: string): Promise<Disposable> {
  const path = join(folder, "run.lock");
  const file = onDisk(`lock "${path}"`, () => Deno.openSync(path, { create: true, write: true }));
  if (!await file.tryLock(true)) {
    file.close();
    throw new HostError(
      `Cannot work on "${folder}": ${
        holder(path)
      } is training or evaluating it; wait for it, or start another run with --new`,
    );
  }
  onDisk(`lock "${path}"`, () => {
    file.truncateSync();
    file.writeSync(new TextEncoder().encode(String(pid)));
  });
  return { [Symbol.dispose]: () => file.close() };
}
