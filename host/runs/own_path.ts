import { lstatSync, readdirSync, readlinkSync, type Stats } from "node:fs";
import { join, sep } from "node:path";
import { InputError } from "../../core/errors.ts";
import { onDisk } from "../io/atomic_write.ts";
import { isInside, withoutLinks } from "../io/without_links.ts";

/** A name in a run. */
interface Place {
  /** As messages call it. */
  readonly shown: string;
  /** Without links. */
  readonly real: string;
}

function refuse(path: string, found: string, remedy: string): never {
  throw new InputError(
    `Cannot use "${path}": it is ${found}, expected a file or folder of the run itself; ${remedy}`,
  );
}

function statOf(path: string): Stats | undefined {
  return onDisk(`read "${path}"`, () => lstatSync(path, { throwIfNoEntry: false }));
}

/** What would hang or never end; undefined for what has an end. */
function endless(found: Stats): string | undefined {
  if (found.isFile() || found.isDirectory()) return undefined;
  if (found.isFIFO()) return "a named pipe";
  return found.isSocket() ? "a socket" : "a device";
}

/** Where a link leads; undefined where it leads in circles, or may not be followed. */
function targetOf(link: string): string | undefined {
  try {
    return withoutLinks(link);
  } catch {
    return undefined;
  }
}

/** One name in a folder of a run, its link followed; refused where it is not the run's own. */
function enter(folder: Place, name: string, run: string): Place {
  const shown = join(folder.shown, name);
  const link = join(folder.real, name);
  const found = statOf(link);
  if (!found?.isSymbolicLink()) {
    const kind = found && endless(found);
    return kind === undefined ? { shown, real: link } : refuse(shown, kind, "remove it");
  }
  const real = targetOf(link);
  if (real === undefined || !isInside(real, run)) {
    const written = JSON.stringify(readlinkSync(link));
    refuse(shown, `a link out of the run, to ${written}`, "remove it, or put a copy in its place");
  }
  const target = statOf(real);
  const kind = target && endless(target);
  return kind === undefined ? { shown, real } : refuse(shown, `a link to ${kind}`, "remove it");
}

/** Refuses what lies below a folder and is not the run's own. */
function lookBelow(place: Place, run: string, seen: Set<string>): void {
  if (seen.has(place.real) || !statOf(place.real)?.isDirectory()) return;
  seen.add(place.real);
  const names = onDisk(`read folder "${place.shown}"`, () => readdirSync(place.real));
  for (const name of names) lookBelow(enter(place, name, run), run, seen);
}

/**
 * The path of a file or folder of a run, there or not. Whoever made the run folder may have put links there: none is
 * followed out of it, neither that of a folder above nor one below; those that stay inside are, and so is one that
 * leads to the run folder itself.
 *
 * @throws {InputError} for a link out of the run, and for what is no plain file or folder.
 */
export function ownPath(folder: string, ...parts: string[]): string {
  const real = onDisk(`open "${folder}"`, () => withoutLinks(folder));
  let place: Place = { shown: folder, real };
  for (const name of join(...parts).split(sep)) {
    if (name === "..") refuse(join(folder, ...parts), "outside of the run", "remove what names it");
    place = enter(place, name, real);
  }
  lookBelow(place, real, new Set());
  return join(folder, ...parts);
}
