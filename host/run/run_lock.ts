import { join } from "node:path";
import { onDisk } from "../atomic_write.ts";
import { HostError } from "../../core/errors.ts";

/**
 * Takes the lock of a run, so that one trainer works on it. The system frees it when the process ends, however it
 * ends; so a lock is never stale.
 *
 * @throws {HostError} when another process holds it.
 */
export async function lockRun(folder: string): Promise<Disposable> {
  const path = join(folder, "run.lock");
  const file = onDisk(`lock "${path}"`, () => Deno.openSync(path, { create: true, write: true }));
  if (!await file.tryLock(true)) {
    file.close();
    throw new HostError(
      `Cannot work on "${folder}": another process is training or evaluating it; wait for it, or start another run with --new`,
    );
  }
  return { [Symbol.dispose]: () => file.close() };
}
