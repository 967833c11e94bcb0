import type { Multiply, WasmHeap } from "../../core/engine/mod.ts";
import { type BlasCandidate, blasCandidates } from "./blas_candidates.ts";
import { cpuFlags } from "./cpu_flags.ts";

const SGEMM = {
  cblas_sgemm: {
    parameters: [
      ...["i32", "i32", "i32", "i32", "i32", "i32"] as const,
      ...["f32", "buffer", "i32", "buffer", "i32", "f32", "buffer", "i32"] as const,
    ],
    result: "void",
  },
} as const satisfies Deno.ForeignLibraryInterface;

const OPENBLAS = {
  openblas_get_num_threads: { parameters: [], result: "i32" },
  ...SGEMM,
} as const satisfies Deno.ForeignLibraryInterface;

const [ROW_MAJOR, PLAIN, TRANSPOSED] = [101, 111, 112];

/** An opened native library. */
export interface Blas {
  /** Path or name that it was opened by. */
  readonly library: string;
  /** Threads that it computes with; undefined where it does not say. */
  readonly threads: number | undefined;
  /** Core type that it was asked for by `OPENBLAS_CORETYPE`, else undefined: it chose itself. */
  readonly coreType: string | undefined;
  /** Matrix products on a heap: nothing is copied. The same operands give the same bytes every time. */
  multiply(heap: WasmHeap): Multiply;
}

/** An opened library, or one sentence on why there is none and what to do. */
export type BlasSearch = { readonly blas: Blas } | { readonly missing: string };

let opened: Blas | undefined;

/**
 * Opens the system's BLAS: OpenBLAS on Linux, Accelerate on macOS (written from its documentation, not tried).
 * Needs `--allow-ffi`, limited to the library's path or not; `--allow-env` and `--allow-read=/proc/cpuinfo` let it
 * pick AVX-512 code on processors that OpenBLAS does not know by name.
 */
export function openBlas(): BlasSearch {
  if (opened) return { blas: opened };
  const candidates = blasCandidates(Deno.build.os);
  if (candidates.length === 0) return { missing: `no BLAS is known for ${Deno.build.os}` };
  const coreType = chooseCoreType();
  const refused: string[] = [];
  for (const candidate of candidates) {
    try {
      opened = open(candidate, candidate.openblas ? coreType : undefined);
      return { blas: opened };
    } catch (error) {
      if (error instanceof Deno.errors.NotCapable) refused.push(candidate.library);
    }
  }
  if (refused.length > 0) {
    return { missing: `opening ${refused[0]} needs --allow-ffi=${refused[0]}` };
  }
  return {
    missing: "libopenblas.so.0 is not installed; on Debian run `apt-get install libopenblas0-pthread`",
  };
}

/**
 * OpenBLAS knows processors by name and takes AVX2 code for newer ones; the environment, read when the library
 * is loaded, overrules it. What the user has set stays.
 */
function chooseCoreType(): string | undefined {
  try {
    const set = Deno.env.get("OPENBLAS_CORETYPE");
    if (set !== undefined || !cpuFlags().has("avx512f")) return set;
    Deno.env.set("OPENBLAS_CORETYPE", "SkylakeX");
    return "SkylakeX";
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) return undefined;
    throw error;
  }
}

function open({ library, openblas }: BlasCandidate, coreType: string | undefined): Blas {
  if (!openblas) {
    const { symbols } = Deno.dlopen(library, SGEMM);
    return {
      library,
      threads: undefined,
      coreType,
      multiply: (heap) => multiplyBy(symbols.cblas_sgemm, heap),
    };
  }
  const { symbols } = Deno.dlopen(library, OPENBLAS);
  const threads = symbols.openblas_get_num_threads();
  return { library, threads, coreType, multiply: (heap) => multiplyBy(symbols.cblas_sgemm, heap) };
}

type Sgemm = Deno.StaticForeignLibraryInterface<typeof SGEMM>["cblas_sgemm"];

function multiplyBy(sgemm: Sgemm, heap: WasmHeap): Multiply {
  return ({ transposeA, transposeB, m, n, k, a, b, c, accumulate }) => {
    const { buffer } = heap.wasm.HEAPU8;
    sgemm(
      ROW_MAJOR,
      transposeA ? TRANSPOSED : PLAIN,
      transposeB ? TRANSPOSED : PLAIN,
      m,
      n,
      k,
      1,
      new Uint8Array(buffer, a, 4),
      transposeA ? m : k,
      new Uint8Array(buffer, b, 4),
      transposeB ? k : n,
      accumulate ? 1 : 0,
      new Uint8Array(buffer, c, 4),
      n,
    );
  };
}
