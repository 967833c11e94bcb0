import { describeCpu } from "./describe_cpu.ts";

/**
 * Instruction sets of the processor as Linux lists them, e.g. `avx2`, `avx512f`; none where it does not tell.
 */
export function cpuFlags(): ReadonlySet<string> {
  const line = /^(?:flags|features)\s*:\s*(.*)$/mi.exec(describeCpu());
  return new Set(line?.[1].split(" "));
}
