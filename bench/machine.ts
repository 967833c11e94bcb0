import { HostError } from "../core/errors.ts";
import { cpuFlags } from "../host/engine/cpu_flags.ts";
import { granted } from "../host/engine/granted.ts";

/** What it ran on. */
export interface Machine {
  /** The processor's name, where it is told. */
  readonly processor: string;
  /** Logical processors. */
  readonly cores: number;
  /** Instruction sets that matter for matrix products. */
  readonly instructions: readonly string[];
}

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

/** The machine, as far as it may be asked. */
export function examineMachine(): Machine {
  const flags = cpuFlags();
  const name = /^Model name:\s*(.*)$/m.exec(printed("lscpu", []) ?? "")?.[1];
  return {
    processor: name ?? `unknown (${Deno.build.os} ${Deno.build.arch})`,
    cores: navigator.hardwareConcurrency,
    instructions: ["avx2", "avx512f", "amx_tile", "asimd"].filter((flag) => flags.has(flag)),
  };
}

/** The project's commit, with `-dirty` where files differ from it; undefined outside a clone. */
export function commitOf(project: string): string | undefined {
  return printed("git", ["describe", "--always", "--dirty", "--abbrev=7", "--exclude=*"], project);
}
