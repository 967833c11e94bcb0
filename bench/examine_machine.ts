import { cpuModel, productInstructions } from "../host/backends/cpu.ts";

/** What it ran on. */
export interface Machine {
  /** The processor's name with its family and model, where it is told. */
  readonly processor: string;
  /** Logical processors. */
  readonly cores: number;
  /** Instruction sets that matter for matrix products. */
  readonly instructions: readonly string[];
}

/** The machine, as far as it may be asked. */
export function examineMachine(): Machine {
  return {
    processor: cpuModel() ?? `unknown (${Deno.build.os} ${Deno.build.arch})`,
    cores: navigator.hardwareConcurrency,
    instructions: productInstructions(),
  };
}
