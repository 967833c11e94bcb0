import { z } from "zod";
import { HostError } from "../../core/errors.ts";
import { excerpt } from "../../core/task/explain.ts";
import type { SandboxCommand } from "./sandbox_command.ts";

/** Milliseconds in which all imports must be read: a plugin may name a file that never ends. */
const DEADLINE = 60_000;

const module = z.looseObject({ specifier: z.string() });

/** What `deno info --json` prints. */
const form = z.looseObject({
  version: z.literal(1),
  roots: z.array(z.string()).nonempty(),
  modules: z.array(module).nonempty(),
  redirects: z.record(z.string(), z.string()),
});

/** The modules of a plugin, as `deno info --json` lists them. */
export type ModuleGraph = z.infer<typeof form>;

/** An address in its normal form; undefined for a name that stands for one, such as `zod`. */
function addressOf(specifier: string, base: string): string | undefined {
  if (!URL.canParse(specifier) && !/^\.{0,2}[/\\]/.test(specifier)) return undefined;
  return URL.parse(specifier, base)?.href;
}

/** Every specifier in what is told of a module, at any depth: of code, types, source maps, whether found or not. */
function* specifiersIn(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (key === "specifier" && typeof part === "string") yield part;
    else yield* specifiersIn(part);
  }
}

/** Every address that a plugin names, whether there is a module or not, and whatever is wrong with it. */
export function addressesIn({ roots, modules, redirects, ...others }: ModuleGraph): ReadonlySet<string> {
  const found = new Set([...roots, ...Object.entries(redirects).flat()]);
  for (const module of [...modules, { specifier: roots[0], ...others }]) {
    found.add(module.specifier);
    for (const specifier of specifiersIn(module)) {
      const address = addressOf(specifier, module.specifier);
      if (address !== undefined) found.add(address);
    }
  }
  return found;
}

async function told({ command, args, env }: SandboxCommand, deadline: number): Promise<Deno.CommandOutput> {
  const child = new Deno.Command(command, {
    args: [...args],
    clearEnv: true,
    env: { ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const timer = setTimeout(() => child.kill("SIGKILL"), deadline);
  try {
    return await child.output();
  } finally {
    clearTimeout(timer);
  }
}

/** Why an ended process told nothing. */
function reason({ code, signal }: Deno.CommandStatus, deadline: number): string {
  if (signal === "SIGKILL") return `did not end within ${deadline / 1000} s, or took too much memory`;
  return signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
}

function parse(bytes: Uint8Array): ModuleGraph | undefined {
  try {
    return form.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

/**
 * Reads which modules a plugin consists of, without running any.
 *
 * @param command Lists them: what `infoCommand` gives for the plugin.
 * @param deadline In milliseconds.
 * @throws {HostError} when Deno does not tell.
 */
export async function readGraph(
  specifier: string,
  command: SandboxCommand,
  deadline: number = DEADLINE,
): Promise<ModuleGraph> {
  const output = await told(command, deadline);
  const graph = output.success ? parse(output.stdout) : undefined;
  if (graph) return graph;
  const found = output.success
    ? "gave another form of list than this version knows"
    : reason(output, deadline);
  throw new HostError(
    `Cannot read the imports of untrusted plugin ${
      excerpt(specifier)
    }: deno info ${found}, expected a list of its modules`,
  );
}
