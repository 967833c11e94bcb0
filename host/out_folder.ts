import { lstatSync, readlinkSync, type Stats, statSync } from "node:fs";
import { dirname } from "node:path";
import { InputError } from "../core/errors.ts";
import { excerpt } from "../core/task/explain.ts";
import { onDisk } from "./io/atomic_write.ts";

/** What lies at a path; undefined for nothing. */
function look(path: string, stat: (path: string) => Stats): Stats | undefined {
  return onDisk(`use folder ${excerpt(path)}`, () => {
    try {
      return stat(path);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "ENOENT" || code === "ENOTDIR") return undefined;
      throw error;
    }
  });
}

/**
 * Refuses a path where no folder is and none can be made, before any work is done for it.
 *
 * @returns The path.
 * @throws {InputError} for an empty path, one that no command may use, or one that is, or leads through, something
 * else than a folder.
 * @throws {HostError} when the path cannot be looked at.
 */
export function outFolder(path: string): string {
  if (path.trim() === "") {
    throw new InputError('Cannot use folder "": found no name, expected a path such as runs');
  }
  for (let part = path;; part = dirname(part)) {
    const found = look(part, statSync);
    if (found?.isDirectory()) return path;
    const link = found ? undefined : look(part, lstatSync);
    if (found || link) {
      const what = link ? `a link to ${excerpt(readlinkSync(part))}, which does not exist` : "no folder";
      throw new InputError(
        `Cannot use folder ${excerpt(path)}: ${
          part === path ? "it" : excerpt(part)
        } is ${what}, expected a folder, or a path where one can be made`,
      );
    }
    if (dirname(part) === part) return path;
  }
}
