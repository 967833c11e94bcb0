import { granted } from "./granted.ts";

let known: string | undefined;

/**
 * What Linux says of the processor, a line a property; nothing on other systems, or where it may not be asked for.
 * Deno lets `/proc` be read under `--allow-all` only, so `--allow-run=lscpu` serves too.
 */
export function describeCpu(): string {
  return known ??= ask();
}

function ask(): string {
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

/**
 * Instruction sets of the processor as Linux lists them, e.g. `avx2`, `avx512f`; none where it does not tell.
 */
export function cpuFlags(): ReadonlySet<string> {
  const line = /^(?:flags|features)\s*:\s*(.*)$/mi.exec(describeCpu());
  return new Set(line?.[1].split(" "));
}

/** Name of the processor with its family and model; undefined where the system does not tell. */
export function cpuModel(): string | undefined {
  const of = (property: string) => new RegExp(`^${property}\\s*:\\s*(.*)$`, "mi").exec(describeCpu())?.[1];
  const name = of("model name");
  return name && `${name} (family ${of("cpu family") ?? "?"}, model ${of("model") ?? "?"})`;
}

/** Instruction sets of a processor that matter for matrix products; this one's unless its flags are given. */
export function productInstructions(flags: ReadonlySet<string> = cpuFlags()): readonly string[] {
  return ["avx2", "avx512f", "amx_tile", "asimd"].filter((flag) => flags.has(flag));
}
