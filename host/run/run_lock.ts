import { join } from "node:path";
import { HostError } from "../../core/errors.ts";

/**
 * Takes the lock of a run, so that one trainer works on it. The system frees it when the process ends, however it
 * ends; so a lock is never stale.
 *
 * @throws {HostError} when another process holds it.
 */
export async function lockRun(folder: string): Promise<Disposable> {
  const file = await Deno.open(join(folder, "run.lock"), { create: true, write: true });
  if (!await file.tryLock(true)) {
    file.close();
    throw new HostError(
      `Cannot train in "${folder}": another process is training there; wait for it, or start another run with --new`,
    );
  }
  return { [Symbol.dispose]: () => file.close() };
}
