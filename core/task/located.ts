import type { Json } from "../types.ts";

/** What a JSON value holds, with a place for each of its parts. */
export type LocatedContent =
  | string
  | number
  | boolean
  | null
  | readonly Located[]
  | ReadonlyMap<string, Located>;

/** A JSON value that knows where it was written, so that a message can point there. */
export interface Located {
  /** Where the value stands: `file:line:column`, or the override that gave it. */
  readonly at: string;
  /** Where its key stands; for a member of an object only. */
  readonly keyAt?: string;
  /** The value; objects are maps, so that no key is special. */
  readonly content: LocatedContent;
}

/** One step from a value to one of its parts. */
export type PathPart = string | number;

/** The members of an object, or undefined for any other value. */
export function members(located: Located | undefined): ReadonlyMap<string, Located> | undefined {
  return located?.content instanceof Map ? located.content : undefined;
}

/** The value without its places. */
export function plainJson({ content }: Located): Json {
  if (content instanceof Map) {
    return Object.fromEntries([...content].map(([key, member]) => [key, plainJson(member)]));
  }
  if (Array.isArray(content)) return content.map(plainJson);
  return content as Json;
}

/** Gives every part of a value the same place, for values that come from no file. */
export function locateAll(value: Json, at: string): Located {
  if (Array.isArray(value)) return { at, content: value.map((item) => locateAll(item, at)) };
  if (typeof value !== "object" || value === null) return { at, content: value as LocatedContent };
  const entries = Object.entries(value).map(([key, member]): [string, Located] => [
    key,
    { ...locateAll(member, at), keyAt: at },
  ]);
  return { at, content: new Map(entries) };
}

/** Follows a path as far as the value goes; the last one of the result is the deepest part that exists. */
export function descend(root: Located, path: readonly PathPart[]): readonly Located[] {
  const found = [root];
  for (const part of path) {
    const { content } = found[found.length - 1];
    const next = content instanceof Map
      ? content.get(String(part))
      : Array.isArray(content)
      ? content[Number(part)]
      : undefined;
    if (next === undefined) break;
    found.push(next);
  }
  return found;
}
