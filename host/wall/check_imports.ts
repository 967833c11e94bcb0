import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { HostError, InputError } from "../../core/errors.ts";
import { excerpt } from "../../core/task/excerpt.ts";
import { denoProgram, loadOptions } from "./wall_command.ts";
import { ownFile, wallHome } from "./wall_home.ts";

/** One module of a graph, as `deno info --json` lists it. */
export interface GraphModule {
  /** Its address. */
  readonly specifier: string;
  /** What is wrong with it. */
  readonly error?: string;
}

/** Where modules of an untrusted plugin may lie. */
export interface Borders {
  /** Folders, links resolved. */
  readonly folders: readonly string[];
  /** Whether modules may come from the network. */
  readonly remote: boolean;
}

/** Parts of the framework that a plugin may import; beside them may lie what is none of its business. */
const ROOMS = [
  "core",
  "envs",
  "models",
  "planners",
  "policies",
  "evaluations",
  "tasks",
  "tests/conformance",
  "builtin.ts",
  "mod.ts",
];

function inside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function allowed(specifier: string, { folders, remote }: Borders, real: (path: string) => string): boolean {
  if (/^(npm|node|data):/.test(specifier)) return true;
  if (/^(https|jsr):/.test(specifier)) return remote;
  if (!specifier.startsWith("file:")) return false;
  const path = real(fileURLToPath(specifier));
  return folders.some((folder) => inside(path, folder));
}

/**
 * Refuses a plugin whose imports reach beyond its borders. What a module names by a literal import is loaded
 * before any permission counts, also as text, so that it is refused before it is loaded.
 *
 * @param real Resolves links.
 */
export function checkGraph(
  specifier: string,
  modules: readonly GraphModule[],
  borders: Borders,
  real: (path: string) => string,
): void {
  for (const module of modules) {
    // What cannot be loaded reaches nothing; the plugin's own import tells of it, where it is ever reached.
    const missing = module.error !== undefined && module.specifier.startsWith("file:");
    if (missing || allowed(module.specifier, borders, real)) continue;
    throw new InputError(
      `Cannot use untrusted plugin ${
        excerpt(specifier)
      }: it imports ${module.specifier}, expected modules of its own folder, of the framework and of npm`,
    );
  }
}

async function graphOf(specifier: string, address: string): Promise<readonly GraphModule[]> {
  const remote = address.startsWith("file:") ? ["--no-remote"] : [];
  const deno = denoProgram();
  const { stdout } = await new Deno.Command(deno, {
    args: ["info", "--json", "--quiet", ...remote, ...loadOptions(wallHome(deno)), address],
    stdin: "null",
    stderr: "null",
  }).output();
  try {
    return JSON.parse(new TextDecoder().decode(stdout)).modules;
  } catch (error) {
    throw new HostError(
      `Cannot read the imports of untrusted plugin ${excerpt(specifier)}: deno info gave none`,
      {
        cause: error,
      },
    );
  }
}

/** Reads what an untrusted plugin imports, without running it, and refuses what it may not. */
export async function checkImports(specifier: string, address: string): Promise<void> {
  const config = ownFile("deno.json");
  const own = address.startsWith("file:") ? [dirname(fileURLToPath(address))] : [];
  const present = own.filter((folder) => isThere(folder)).map((folder) => Deno.realPathSync(folder));
  const framework = config === undefined ? undefined : Deno.realPathSync(dirname(config));
  const rooms = framework === undefined ? [] : ROOMS.map((room) => join(framework, room));
  const borders = { folders: [...present, ...rooms], remote: own.length === 0 || config === undefined };
  checkGraph(specifier, await graphOf(specifier, address), borders, (path) => Deno.realPathSync(path));
}

function isThere(folder: string): boolean {
  try {
    return Deno.statSync(folder).isDirectory;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
