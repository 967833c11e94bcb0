import { basename, dirname, join, resolve, sep } from "node:path";

function isMissing(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory;
}

/** What a link names; undefined for what is none, or is not there. */
function targetOf(path: string): string | undefined {
  try {
    return resolve(dirname(path), Deno.readLinkSync(path));
  } catch {
    return undefined;
  }
}

/**
 * A path without links: what there is of it, and the rest as it is written.
 *
 * @throws What the system says of a path that may not be looked at, or leads in circles.
 */
export function withoutLinks(path: string): string {
  try {
    return Deno.realPathSync(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
    const target = targetOf(path);
    if (target !== undefined) return withoutLinks(target);
    const above = dirname(path);
    return above === path ? path : join(withoutLinks(above), basename(path));
  }
}

/** Whether a path is a folder or lies in it. Both are without links. */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
