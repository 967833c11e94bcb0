import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { InputError } from "../../core/errors.ts";
import { excerpt } from "../../core/task/explain.ts";
import { isInside, withoutLinks } from "../io/without_links.ts";
import { addressesIn, readGraph } from "./module_graph.ts";
import { infoCommand } from "./sandbox_command.ts";
import { ownFile } from "./sandbox_cache.ts";

/** Where modules of an untrusted plugin may lie. */
export interface Borders {
  /** Folders, links resolved. */
  readonly folders: readonly string[];
  /** Whether modules may come from the network. */
  readonly remote: boolean;
}

/** Parts of the framework that a plugin may import; beside them may lie what is none of its business. */
const FRAMEWORK_PARTS = [
  "core",
  "envs",
  "wrappers",
  "models",
  "planners",
  "policies",
  "evaluations",
  "tasks",
  "testing",
  "builtin.ts",
  "mod.ts",
];

/** The path that Deno would open; undefined where the two could understand an address differently. */
function pathOf(address: string): string | undefined {
  // An encoded separator or zero byte is a part of a name to one reader and none to another.
  if (/%(2f|5c|00)/i.test(address)) return undefined;
  try {
    return fileURLToPath(address);
  } catch {
    return undefined;
  }
}

/** Where a module lies on the disk: the path by which it is opened, and the one without links. */
function placesOf(address: string): readonly string[] {
  const path = pathOf(address);
  if (path === undefined) return [];
  try {
    return [path, withoutLinks(path)];
  } catch {
    return [];
  }
}

function refusal(specifier: string, found: string, expected: string): InputError {
  return new InputError(
    `Cannot use untrusted plugin ${excerpt(specifier)}: it imports ${found}, expected ${expected}`,
  );
}

/**
 * Refuses a plugin whose imports reach beyond its borders, whether they can be loaded or not. What a module names by
 * a literal import Deno loads before any permission counts, also as text, so that it is refused before it is loaded;
 * and what is not there now may be there later.
 *
 * @param addresses Every address that it names.
 * @returns Paths of those that lie on the disk.
 */
export function checkAddresses(
  specifier: string,
  addresses: Iterable<string>,
  { folders, remote }: Borders,
): readonly string[] {
  const files = new Set<string>();
  for (const address of addresses) {
    if (/^(npm|node|data):/.test(address) || (remote && /^(https|jsr):/.test(address))) continue;
    const places = address.startsWith("file:") ? placesOf(address) : [];
    const real = places.at(-1);
    if (real === undefined || !folders.some((folder) => isInside(real, folder))) {
      throw refusal(specifier, address, "modules of its own folder, of the framework and of npm");
    }
    for (const place of places) files.add(place);
  }
  const split = [...files].find((file) => file.includes(","));
  // Deno takes permissions as a list that commas separate.
  if (split !== undefined) throw refusal(specifier, `"${split}"`, "paths without a comma");
  return [...files];
}

/**
 * Reads what an untrusted plugin imports, without running it, and refuses what it may not.
 *
 * @returns Paths of all its modules on the disk, the framework's included.
 */
export async function checkImports(specifier: string, address: string): Promise<readonly string[]> {
  const config = ownFile("deno.json");
  const local = address.startsWith("file:");
  const own = local ? placesOf(new URL(".", address).href).slice(-1) : [];
  const framework = config === undefined
    ? []
    : FRAMEWORK_PARTS.map((room) => withoutLinks(join(dirname(config), room)));
  const borders = { folders: [...own, ...framework], remote: !local || config === undefined };
  return checkAddresses(specifier, addressesIn(await readGraph(specifier, infoCommand(address))), borders);
}
