import { granted } from "./granted.ts";

/**
 * Instruction sets of the processor as Linux lists them, e.g. `avx2`, `avx512f`; none on other systems, or where
 * they may not be asked for. Deno lets `/proc` be read under `--allow-all` only, so `--allow-run=lscpu` serves too.
 */
export function cpuFlags(): ReadonlySet<string> {
  const line = /^(?:flags|features)\s*:\s*(.*)$/mi.exec(describeCpu());
  return new Set(line?.[1].split(" "));
}

function describeCpu(): string {
  if (Deno.build.os !== "linux") return "";
  try {
    return Deno.readTextFileSync("/proc/cpuinfo");
  } catch (error) {
    if (!(error instanceof Deno.errors.NotCapable)) throw error;
  }
  if (!granted({ name: "run", command: "lscpu" })) return "";
  try {
    const { stdout } = new Deno.Command("lscpu", { env: { LC_ALL: "C" } }).outputSync();
    return new TextDecoder().decode(stdout);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}
