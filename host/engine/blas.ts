import { type Multiply, stridesOf, type WasmHeap } from "../../core/engine/mod.ts";
import { blasCandidates } from "./blas_candidates.ts";
import { cpuFlags } from "./cpu_flags.ts";
import { granted } from "./granted.ts";

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
  openblas_set_num_threads: { parameters: ["i32"], result: "void" },
  ...SGEMM,
} as const satisfies Deno.ForeignLibraryInterface;

const [ROW_MAJOR, PLAIN, TRANSPOSED] = [101, 111, 112];
const CORE_TYPE = "OPENBLAS_CORETYPE";

/**
 * Multiplications from which a product is worth several threads, about a millisecond on one. Below, waking them costs
 * more than they save, and they spin for a while afterwards, which a busy machine feels.
 */
const SHARED_FROM = 1e8;

/** An opened native library. */
export interface Blas {
  /** Path or name that it was opened by. */
  readonly library: string;
  /** Threads that it computes with; undefined where it does not say. */
  readonly threads: number | undefined;
  /** Core type that it was told by `OPENBLAS_CORETYPE`; undefined when it chose itself. */
  readonly coreType: string | undefined;
  /** Matrix products on a heap: nothing is copied. The same operands give the same bytes every time. */
  multiply(heap: WasmHeap): Multiply;
}

/** An opened library, or why there is none and what to do, as a clause without a period. */
export type BlasSearch = { readonly blas: Blas } | { readonly missing: string };

let search: BlasSearch | undefined;

/**
 * Opens the system's BLAS, once a process: OpenBLAS on Linux, Accelerate on macOS (written from its documentation,
 * not tried). Needs `--allow-ffi`, limited to the library's path or not. With `--allow-env=OPENBLAS_CORETYPE` and
 * `--allow-run=lscpu` it also picks AVX-512 code on processors that OpenBLAS does not know by name; setting that
 * variable by hand does the same.
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
  const coreType = chooseCoreType();
  for (const library of candidates.filter(mayOpen)) {
    try {
      return { blas: Deno.build.os === "darwin" ? openAccelerate(library) : openOpenBlas(library, coreType) };
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

/**
 * OpenBLAS knows processors by name and takes AVX2 code for newer ones; the environment, read when the library
 * is loaded, overrules it. What the user has set stays.
 */
function chooseCoreType(): string | undefined {
  if (Deno.build.os !== "linux" || !granted({ name: "env", variable: CORE_TYPE })) return undefined;
  const told = Deno.env.get(CORE_TYPE);
  if (told !== undefined || !cpuFlags().has("avx512f")) return told;
  Deno.env.set(CORE_TYPE, "SkylakeX");
  return "SkylakeX";
}

function openOpenBlas(library: string, coreType: string | undefined): Blas {
  const { symbols } = Deno.dlopen(library, OPENBLAS);
  const threads = symbols.openblas_get_num_threads();
  let active = threads;
  const multiply = (heap: WasmHeap): Multiply => {
    const product = multiplyBy(symbols.cblas_sgemm, heap);
    return (operands) => {
      const wanted = operands.m * operands.n * operands.k < SHARED_FROM ? 1 : threads;
      if (wanted !== active) symbols.openblas_set_num_threads(active = wanted);
      product(operands);
    };
  };
  return { library, threads, coreType, multiply };
}

function openAccelerate(library: string): Blas {
  const { symbols } = Deno.dlopen(library, SGEMM);
  const multiply = (heap: WasmHeap) => multiplyBy(symbols.cblas_sgemm, heap);
  return { library, threads: undefined, coreType: undefined, multiply };
}

type Sgemm = Deno.StaticForeignLibraryInterface<typeof SGEMM>["cblas_sgemm"];

function multiplyBy(sgemm: Sgemm, heap: WasmHeap): Multiply {
  return (product) => {
    const { transposeA, transposeB, m, n, k, a, b, c, accumulate } = product;
    // The heap may have grown since: take its buffer anew. The length of a view is not looked at.
    const at = (offset: number) => new Uint8Array(heap.wasm.HEAPU8.buffer, offset, 4);
    const [turnA, turnB] = [transposeA ? TRANSPOSED : PLAIN, transposeB ? TRANSPOSED : PLAIN];
    const [strideA, strideB, strideC] = stridesOf(product);
    const beta = accumulate ? 1 : 0;
    sgemm(ROW_MAJOR, turnA, turnB, m, n, k, 1, at(a), strideA, at(b), strideB, beta, at(c), strideC);
  };
}
