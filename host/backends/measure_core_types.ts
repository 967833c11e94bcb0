import { granted } from "./granted.ts";
// Started by its address: a cache for use without a network is to hold it.
import type {} from "./core_type_probe.ts";

/** 10⁹ operations a second on one thread by core type; `own` is what the library chose itself. */
export type CoreTypeRates = { readonly [coreType: string]: number };

/** The name under which the library's own choice is measured. */
export const OWN = "own";

/** The program that a process is started with: this Deno, where it may be run. */
export function probeProgram(): string | undefined {
  return [Deno.execPath(), "deno"].find((command) => granted({ name: "run", command }));
}

/**
 * Measures core types, each in a process of its own, for the variable is read once. One that crashes or that does not
 * say a number is left out.
 *
 * @param program From {@linkcode probeProgram}.
 * @param library Path of OpenBLAS.
 * @param names Core types besides the library's own choice.
 */
export async function measureCoreTypes(
  program: string,
  library: string,
  names: readonly string[],
): Promise<CoreTypeRates> {
  const rates: Record<string, number> = {};
  for (const name of [OWN, ...names]) {
    const rate = await measure(program, library, name === OWN ? "" : name);
    if (rate !== undefined) rates[name] = rate;
  }
  return rates;
}

async function measure(
  program: string,
  library: string,
  coreType: string,
): Promise<number | undefined> {
  const probe = new URL("./core_type_probe.ts", import.meta.url).href;
  const { success, stdout } = await new Deno.Command(program, {
    args: ["run", "--no-config", "--no-prompt", "--quiet", `--allow-ffi=${library}`, probe, library],
    // Empty is no word: this process may have one in its own environment.
    env: { OPENBLAS_CORETYPE: coreType, OPENBLAS_NUM_THREADS: "1", NO_COLOR: "1" },
    stdin: "null",
    stderr: "null",
  }).output();
  const rate = Number(new TextDecoder().decode(stdout));
  return success && rate > 0 && Number.isFinite(rate) ? rate : undefined;
}
