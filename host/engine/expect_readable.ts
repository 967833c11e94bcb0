import { fileURLToPath } from "node:url";
import { HostError } from "../../core/errors.ts";
import { granted } from "./granted.ts";

/** What each further thread loads by itself, where the framework lies on the disk. */
const OF_THREADS = [new URL("../../core", import.meta.url), new URL(".", import.meta.url)];

/**
 * Refuses to start what may not read its own files.
 *
 * @param threads Threads that compute: more than one read the framework's files, too.
 * @param module Path of the WebAssembly module; none when it is open.
 * @throws {HostError} With all that must be readable.
 */
export function expectReadable(threads: number, module?: string): void {
  const sources = threads > 1 ? OF_THREADS.filter(({ protocol }) => protocol === "file:") : [];
  const paths = [...module === undefined ? [] : [module], ...sources.map((url) => fileURLToPath(url))];
  const hidden = paths.filter((path) => !granted({ name: "read", path }));
  if (hidden.length === 0) return;
  const fewer = sources.length > 0 ? ", or one thread by --threads 1" : "";
  throw new HostError(
    `Cannot open the wasm backend: ${hidden.join(" and ")} may not be read, expected --allow-read=${
      paths.join(",")
    }${fewer}`,
  );
}
