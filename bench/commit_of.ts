import { HostError } from "../core/errors.ts";
import { granted } from "../host/backends/granted.ts";

/** What a program prints; undefined where it is missing, not allowed or fails. */
export function printed(command: string, args: readonly string[], cwd?: string): string | undefined {
  if (!granted({ name: "run", command })) return undefined;
  try {
    const { success, stdout } = new Deno.Command(command, {
      args: [...args],
      env: { LC_ALL: "C" },
      stderr: "null",
      ...(cwd !== undefined && { cwd }),
    }).outputSync();
    return success ? new TextDecoder().decode(stdout).trim() : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw new HostError(`Cannot run ${command}: ${(error as Error).message}`, { cause: error });
  }
}

/** The project's commit, with `-dirty` where files differ from it; undefined outside a clone. */
export function commitOf(project: string): string | undefined {
  return printed("git", ["describe", "--always", "--dirty", "--abbrev=7", "--exclude=*"], project);
}
