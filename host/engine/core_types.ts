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
