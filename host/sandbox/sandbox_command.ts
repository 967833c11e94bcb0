import { existsSync } from "node:fs";
import { HostError } from "../../core/errors.ts";
import { granted } from "../backends/granted.ts";
import { lockOf, ownFile, sandboxCache } from "./sandbox_cache.ts";
// Started by its address: a cache for use without a network is to hold it.
import type {} from "./child_main.ts";

/** Largest JavaScript heap in the sandbox, in MiB. */
const HEAP = 256;
/** Most memory that a process in the sandbox may write to, in bytes, where the system can bound it. */
const DATA = 2 ** 31;

/** How to start a process. */
export interface SandboxCommand {
  /** Program. */
  readonly command: string;
  /** Arguments. */
  readonly args: readonly string[];
  /** Its whole environment: nothing of the host's. */
  readonly env: { readonly [name: string]: string };
}

function mayRun(command: string): boolean {
  return granted({ name: "run", command });
}

/** The first program that this process may run. */
export function denoProgram(): string {
  const found = [Deno.execPath(), "deno"].find(mayRun);
  if (found !== undefined) return found;
  throw new HostError(
    "Cannot load an untrusted plugin: this process may not run deno, expected permission by --allow-run=deno",
  );
}

/** Whether there is a program that bounds all memory of a process, and it may be run. */
function canLimit(): boolean {
  return ["/usr/bin/prlimit", "/bin/prlimit"].some((path) => existsSync(path)) && mayRun("prlimit");
}

/** Deno with arguments; where `prlimit` is found and granted, with bounded memory outside of the heap too. */
function bounded(deno: string, args: readonly string[], env: SandboxCommand["env"]): SandboxCommand {
  if (!canLimit()) return { command: deno, args, env };
  return { command: "prlimit", args: [`--data=${DATA}`, "--core=0", Deno.execPath(), ...args], env };
}

/** Nothing of the host's: what a process reads besides its modules must be the same for all of one plugin. */
function environment(cache: string): SandboxCommand["env"] {
  // Deno asks for no permission to use a GPU; without a backend there is none.
  return { DENO_DIR: cache, DENO_NO_PACKAGE_JSON: "1", DENO_WEBGPU_BACKEND: "noop", NO_COLOR: "1" };
}

/** Options of all processes of one plugin: the framework's names, its packages by its lock file, no network. */
function loadOptions(address: string, cache: string): readonly string[] {
  const config = ownFile("deno.json");
  if (config === undefined) return ["--no-config"];
  const remote = address.startsWith("file:") ? ["--no-remote"] : [];
  return [...remote, "--config", config, "--lock", lockOf(cache)];
}

/** What a download may need of the host's environment; none of it changes which modules there are. */
const NETWORK = [
  ...["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"].flatMap((name) => [name, name.toLowerCase()]),
  ...["DENO_CERT", "DENO_TLS_CA_STORE", "SSL_CERT_FILE", "SSL_CERT_DIR", "DENO_AUTH_TOKENS"],
];

function networkVariables(): SandboxCommand["env"] {
  const allowed = NETWORK.filter((variable) => granted({ name: "env", variable }));
  return Object.fromEntries(allowed.flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value]];
  }));
}

/** The command that lists the modules of the plugin at `address` without running any. */
export function infoCommand(address: string): SandboxCommand {
  const deno = denoProgram();
  const cache = sandboxCache(deno);
  const args = ["info", "--json", "--quiet", ...loadOptions(address, cache), address];
  return bounded(deno, args, { ...networkVariables(), ...environment(cache) });
}

/**
 * A program that starts a plugin and answers for it. It imports by an address that Deno cannot read out of the
 * source, and so holds every file of the plugin against the permission to read, which it does not for modules that
 * are named literally.
 */
function entry(): string {
  const main = new URL("./child_main.ts", import.meta.url).href;
  const source = `import { serve } from ${JSON.stringify(main)};
await serve(() => import(Deno.args[0]));`;
  return `data:application/javascript,${encodeURIComponent(source)}`;
}

/**
 * The command of the sandbox: no permission but to read the plugin's own modules, no prompt, nothing loaded from
 * the network, no GPU, a bounded heap, and, where `prlimit` is found and granted, bounded memory outside of the heap.
 *
 * @param files Paths of the modules on the disk, the framework's included; none may hold a comma.
 */
export function sandboxCommand(address: string, files: readonly string[]): SandboxCommand {
  const deno = denoProgram();
  const cache = sandboxCache(deno);
  const args = [
    "run",
    "--no-prompt",
    "--no-check",
    "--quiet",
    "--cached-only",
    ...files.map((file) => `--allow-read=${file}`),
    ...loadOptions(address, cache),
    `--v8-flags=--max-old-space-size=${HEAP},--wasm-max-mem-pages=4096`,
    entry(),
    address,
  ];
  return bounded(deno, args, environment(cache));
}
