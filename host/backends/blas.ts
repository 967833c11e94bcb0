import type { Gemm } from "../../core/engine/mod.ts";
import { blasCandidates } from "./blas_candidates.ts";
import { coreType } from "./core_type.ts";
import { openProducts } from "./open_products.ts";
import { granted } from "./granted.ts";

const OPENBLAS = {
  openblas_set_num_threads: { parameters: ["i32"], result: "void" },
} as const satisfies Deno.ForeignLibraryInterface;

/** An opened native library. */
export interface Blas {
  /** Path or name that it was opened by. */
  readonly library: string;
  /** Core type that it was told by `OPENBLAS_CORETYPE`; undefined when it chose itself. */
  readonly coreType: string | undefined;
  /**
   * Matrix products on the calling thread, in memory that is asked for anew each time, for it may grow; nothing is
   * copied. The same operands give the same bytes every time.
   */
  multiply(memory: () => ArrayBufferLike): Gemm;
}

/** An opened library, or why there is none and what to do, as a clause without a period. */
export type BlasSearch = { readonly blas: Blas } | { readonly missing: string };

let search: BlasSearch | undefined;

/**
 * Opens the system's BLAS, once a process: OpenBLAS on Linux, Accelerate on macOS (written from its documentation,
 * not tried). Needs `--allow-ffi`, limited to the library's path or not. With `--allow-env=OPENBLAS_CORETYPE` and
 * `--allow-run=lscpu` the core type is SkylakeX on every processor with AVX-512, unless another one was measured to be
 * faster (`core_type.ts`); setting that variable by hand does the same.
 */
export function openBlas(): BlasSearch {
  return search ??= findBlas();
}

function findBlas(): BlasSearch {
  const candidates = blasCandidates(Deno.build);
  if (candidates.length === 0) return { missing: `no BLAS is known for ${Deno.build.os}` };
  if (!mayOpen(candidates[0]) && !candidates.some(mayOpen)) {
    return { missing: `opening ${candidates[0]} needs --allow-ffi=${candidates[0]}` };
  }
  for (const library of candidates.filter(mayOpen)) {
    try {
      return {
        blas: Deno.build.os === "darwin" ? openAccelerate(library) : openOpenBlas(library, coreType()),
      };
    } catch (error) {
      const { message } = error as Error;
      if (!/No such file|not found|no such/i.test(message)) {
        return { missing: `${library} does not load: ${message}` };
      }
    }
  }
  return {
    missing: "libopenblas.so.0 is not installed; on Debian run `apt-get install libopenblas0-pthread`",
  };
}

function mayOpen(library: string): boolean {
  return granted(library.startsWith("/") ? { name: "ffi", path: library } : { name: "ffi" });
}

/** Kernels share their work out themselves: the library's own threads would fight with them for the cores. */
function openOpenBlas(library: string, type: string | undefined): Blas {
  Deno.dlopen(library, OPENBLAS).symbols.openblas_set_num_threads(1);
  return { library, coreType: type, multiply: (memory) => openProducts(library, memory) };
}

function openAccelerate(library: string): Blas {
  // Opens it now, so that one that does not load is found out.
  openProducts(library, () => new ArrayBuffer(0));
  return { library, coreType: undefined, multiply: (memory) => openProducts(library, memory) };
}
