import { cpuFlags } from "./cpu_flags.ts";

/** Instruction sets of a processor that matter for matrix products; this one's unless its flags are given. */
export function productInstructions(flags: ReadonlySet<string> = cpuFlags()): readonly string[] {
  return ["avx2", "avx512f", "amx_tile", "asimd"].filter((flag) => flags.has(flag));
}
