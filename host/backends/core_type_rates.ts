import { existsSync, realpathSync, statSync } from "node:fs";
import type { Json } from "../../core/types.ts";
import { blasCandidates } from "./blas_candidates.ts";
import { cpuFlags, cpuModel } from "./cpu.ts";
import { granted } from "./granted.ts";
import { machineCache } from "./machine_cache.ts";
import { type CoreTypeRates, measureCoreTypes, OWN, probeProgram } from "./measure_core_types.ts";

/** A core type is one of OpenBLAS' names for the instructions that a product uses. */
interface CoreType {
  readonly name: string;
  /** Instruction sets without which it would crash. */
  readonly needs: readonly string[];
}

const SKYLAKE = ["avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"];

const KNOWN: readonly CoreType[] = [
  { name: "Haswell", needs: ["avx2", "fma"] },
  { name: "SkylakeX", needs: SKYLAKE },
  { name: "Cooperlake", needs: [...SKYLAKE, "avx512_bf16"] },
  { name: "SapphireRapids", needs: [...SKYLAKE, "avx512_bf16", "amx_tile"] },
];

/** Core types that a processor with these instruction sets can run. */
export function coreTypes(flags: ReadonlySet<string>): readonly string[] {
  return KNOWN.filter(({ needs }) => needs.every((flag) => flags.has(flag))).map(({ name }) => name);
}

/**
 * The core type to take when nothing was measured; undefined leaves it to the library, which knows processors by name
 * and takes AVX2 code for newer ones.
 */
export function usualCoreType(flags: ReadonlySet<string>): string | undefined {
  return coreTypes(flags).find((name) => name === "SkylakeX");
}

/** What a measurement holds for: another processor or library is measured anew. */
function keyOf(library: string): Json {
  const file = realpathSync(library);
  const { size, mtimeMs } = statSync(file);
  return { coreTypes: 1, processor: cpuModel() ?? "", flags: [...cpuFlags()].sort(), file, size, mtimeMs };
}

/** Anyone may have written the file. */
function ratesOf(value: Json): CoreTypeRates {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, number] => typeof entry[1] === "number"),
  );
}

/** How fast each core type is on this machine. */
export interface MeasuredCoreTypes {
  /** Speeds. */
  readonly rates: CoreTypeRates;
  /** Why they could not be kept, in one sentence without a period; missing when they were. */
  readonly unkept?: string;
}

/**
 * How fast each core type is on this machine: measured once, which takes a second or two, and kept for the machine.
 * Undefined where there is nothing to choose from, or processes, the library or the cache's folder are not allowed.
 */
export async function coreTypeRates(): Promise<MeasuredCoreTypes | undefined> {
  const names = coreTypes(cpuFlags());
  const [program, cache] = [probeProgram(), machineCache()];
  if (Deno.build.os !== "linux" || names.length === 0 || !program || !cache) return undefined;
  const library = blasCandidates(Deno.build).find((path) =>
    granted({ name: "ffi", path }) && granted({ name: "read", path }) && existsSync(path)
  );
  if (library === undefined) return undefined;
  try {
    const { value, ...rest } = await cache(keyOf(library), () => measureAll(program, library, names));
    return { rates: ratesOf(value), ...rest };
  } catch (error) {
    if (error instanceof NotMeasured) return undefined;
    throw error;
  }
}

/** Thrown when not one process told its speed: that is no measurement to keep. */
class NotMeasured extends Error {}

async function measureAll(
  program: string,
  library: string,
  names: readonly string[],
): Promise<CoreTypeRates> {
  const rates = await measureCoreTypes(program, library, names);
  if (OWN in rates) return rates;
  throw new NotMeasured("Cannot measure core types: no process told its speed");
}
