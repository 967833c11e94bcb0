import { cpuFlags } from "../host/engine/cpu_flags.ts";
import { printed } from "./printed.ts";

/** What it ran on. */
export interface Machine {
  /** The processor's name, where it is told. */
  readonly processor: string;
  /** Logical processors. */
  readonly cores: number;
  /** Instruction sets that matter for matrix products. */
  readonly instructions: readonly string[];
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
