import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { HostError, InputError } from "../../core/errors.ts";
import { nearest, suggestion } from "../../core/nearest.ts";
import { excerpt } from "../../core/task/explain.ts";

/** The text of a task and where it comes from. */
export interface OpenTask {
  /** JSON with comments. */
  readonly text: string;
  /** What messages call it. */
  readonly file: string;
  /** What the paths of its plugins are relative to. */
  readonly base: URL;
}

/** Largest task file, in bytes. */
const LARGEST = 4_000_000;

/** Whether a target is a task file and not the name of a built-in task. */
export function isTaskPath(target: string): boolean {
  return target.endsWith(".jsonc") || target.endsWith(".json");
}

/** The folder that the process works in, as the base of paths given on the command line. */
export function workingBase(): URL {
  return new URL(`${pathToFileURL(Deno.cwd()).href}/`);
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const { size } = await Deno.stat(path);
    if (size > LARGEST) {
      throw new InputError(`Cannot read ${path}: found ${size} bytes, expected at most ${LARGEST}`);
    }
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (error instanceof Deno.errors.NotFound) {
      throw new InputError(`Cannot read ${path}: there is no such file, expected a task file`);
    }
    const text = error instanceof Error ? error.message : String(error);
    throw new HostError(`Cannot read ${path}: ${text}`, { cause: error });
  }
}

async function readText(path: string): Promise<string> {
  const bytes = await readBytes(path);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`Cannot read ${path}: found bytes that are not UTF-8, expected a text file`);
  }
}

/**
 * Finds the text of a task: a built-in one by name, or a file by its path.
 *
 * Throws {@linkcode InputError} for an unknown name (with the nearest one) or a missing file, and
 * {@linkcode HostError} when the disk refuses.
 *
 * @param target Name of a built-in task, or a path that ends in `.jsonc` or `.json`.
 * @param tasks Texts of the built-in tasks, by name.
 */
export async function openTask(
  target: string,
  tasks: { readonly [name: string]: string },
): Promise<OpenTask> {
  if (isTaskPath(target)) {
    return { text: await readText(target), file: target, base: pathToFileURL(resolve(target)) };
  }
  if (Object.hasOwn(tasks, target)) {
    return { text: tasks[target], file: `${target}.jsonc`, base: workingBase() };
  }
  const names = Object.keys(tasks);
  const own = nearest(target.slice(0, 64), names) === undefined
    ? ", and a task of your own is a path that ends in .jsonc"
    : "";
  throw new InputError(
    `Cannot find task ${excerpt(target)}: ${suggestion(target.slice(0, 64), names)}${own}`,
  );
}
