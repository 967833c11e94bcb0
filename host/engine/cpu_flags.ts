/**
 * Instruction sets of the processor as Linux lists them, e.g. `avx2`, `avx512f`; none where `/proc/cpuinfo` is
 * missing or may not be read.
 */
export function cpuFlags(): ReadonlySet<string> {
  let text: string;
  try {
    text = Deno.readTextFileSync("/proc/cpuinfo");
  } catch {
    return new Set();
  }
  return new Set(/^(?:flags|Features)\s*:\s*(.*)$/m.exec(text)?.[1].split(" "));
}
