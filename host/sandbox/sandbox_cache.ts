import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { HostError } from "../../core/errors.ts";

/** What Deno has loaded and may be read in the sandbox. */
const SHARED = ["npm", "gen", "remote"];

/** Path of a file of the framework; undefined where it does not lie on a disk. */
export function ownFile(name: string): string | undefined {
  const url = new URL(`../../${name}`, import.meta.url);
  return url.protocol === "file:" ? fileURLToPath(url) : undefined;
}

/** Path of the lock file in the sandbox. */
export function lockOf(folder: string): string {
  return join(folder, "deno.lock");
}

/** A copy, because Deno adds what a plugin brings. Renamed into place, for another process may be reading it. */
function copyLock(folder: string): void {
  const own = ownFile("deno.lock");
  if (own === undefined) return;
  const fresh = Deno.makeTempFileSync({ dir: folder, suffix: ".lock" });
  Deno.copyFileSync(own, fresh);
  Deno.renameSync(fresh, lockOf(folder));
}

/** Does what may have been done before. */
function once(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
}

/** Where the Deno of this process keeps what it has loaded. */
function cacheFolder(program: string): string {
  const { stdout } = new Deno.Command(program, { args: ["info", "--json"], stdin: "null", stderr: "null" })
    .outputSync();
  return JSON.parse(new TextDecoder().decode(stdout)).denoDir;
}

/**
 * The cache folder of processes in the sandbox, made where it is missing: it shares the modules that Deno has
 * loaded and a copy of the framework's lock file, and a file stands where Deno would keep data for programs
 * (`localStorage`, `caches`), for which it asks no permission.
 *
 * @param program The Deno that is run.
 * @throws {HostError} when it cannot be made.
 */
export function sandboxCache(program: string): string {
  try {
    const cache = cacheFolder(program);
    const folder = join(cache, "orrery_sandbox");
    Deno.mkdirSync(folder, { recursive: true });
    for (const name of SHARED) {
      Deno.mkdirSync(join(cache, name), { recursive: true });
      once(() => Deno.symlinkSync(join(cache, name), join(folder, name), { type: "junction" }));
    }
    once(() => Deno.writeTextFileSync(join(folder, "location_data"), "", { createNew: true }));
    copyLock(folder);
    return folder;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new HostError(`Cannot prepare the cache of untrusted plugins: ${text}`, { cause: error });
  }
}
