import { existsSync } from "node:fs";
import { HostError } from "../../core/errors.ts";
import { lockOf, ownFile, wallHome } from "./wall_home.ts";
// Started by its address: a cache for use without a network is to hold it.
import type {} from "./serve.ts";

/** Largest JavaScript heap behind the wall, in MiB. */
const HEAP = 256;
/** Most memory that a process behind the wall may write to, in bytes, where the system can bound it. */
const DATA = 2 ** 31;

/** How to start a process. */
export interface WallCommand {
  /** Program. */
  readonly command: string;
  /** Arguments. */
  readonly args: readonly string[];
  /** Its whole environment: nothing of the host's. */
  readonly env: { readonly [name: string]: string };
}

function granted(command: string): boolean {
  return Deno.permissions.querySync({ name: "run", command }).state === "granted";
}

/** The first program that this process may run. */
export function denoProgram(): string {
  const found = [Deno.execPath(), "deno"].find(granted);
  if (found !== undefined) return found;
  throw new HostError(
    "Cannot load an untrusted plugin: this process may not run deno, expected permission by --allow-run=deno",
  );
}

/** Whether there is a program that bounds all memory of a process, and it may be run. */
function canLimit(): boolean {
  return ["/usr/bin/prlimit", "/bin/prlimit"].some((path) => existsSync(path)) && granted("prlimit");
}

/** Options that give a process the framework's names, and its packages in the versions of its lock file. */
export function loadOptions(home: string): readonly string[] {
  const config = ownFile("deno.json");
  return config === undefined ? ["--no-config"] : ["--config", config, "--lock", lockOf(home)];
}

/** A program that starts the plugin at `address` and answers for it. */
function entry(address: string): string {
  const serve = new URL("./serve.ts", import.meta.url).href;
  const source = `import { serve } from ${JSON.stringify(serve)};
await serve(() => import(${JSON.stringify(address)}));`;
  return `data:application/javascript,${encodeURIComponent(source)}`;
}

/**
 * The command behind the wall: no permission, no prompt, nothing loaded from the network, no GPU, a bounded heap,
 * and, where `prlimit` is found and granted, bounded memory outside of the heap.
 */
export function wallCommand(address: string): WallCommand {
  const remote = address.startsWith("file:") && ownFile("deno.json") !== undefined ? ["--no-remote"] : [];
  const deno = denoProgram();
  const home = wallHome(deno);
  const args = [
    "run",
    "--no-prompt",
    "--no-check",
    "--quiet",
    "--cached-only",
    ...remote,
    ...loadOptions(home),
    `--v8-flags=--max-old-space-size=${HEAP},--wasm-max-mem-pages=4096`,
    entry(address),
  ];
  // Deno asks for no permission to use a GPU; without a backend there is none.
  const env = { DENO_DIR: home, DENO_WEBGPU_BACKEND: "noop", NO_COLOR: "1" };
  if (!canLimit()) return { command: deno, args, env };
  return { command: "prlimit", args: [`--data=${DATA}`, "--core=0", Deno.execPath(), ...args], env };
}
