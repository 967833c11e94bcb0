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
