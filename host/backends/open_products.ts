// Straight from its file: a thread that multiplies has no need of tfjs.
import { type Gemm, stridesOf } from "../../core/engine/wasm/matmul.ts";

const SGEMM = {
  cblas_sgemm: {
    parameters: [
      ...["i32", "i32", "i32", "i32", "i32", "i32"] as const,
      ...["f32", "buffer", "i32", "buffer", "i32", "f32", "buffer", "i32"] as const,
    ],
    result: "void",
  },
} as const satisfies Deno.ForeignLibraryInterface;

const [ROW_MAJOR, PLAIN, TRANSPOSED] = [101, 111, 112];

/**
 * Matrix products by a native library, on the calling thread. Nothing is copied, and the same operands give the same
 * bytes every time.
 *
 * @param library Path or name.
 * @param memory Where operands lie; asked for anew each time, for it may have grown.
 * @throws {Error} When the library does not open.
 */
export function openProducts(library: string, memory: () => ArrayBufferLike): Gemm {
  const { cblas_sgemm: sgemm } = Deno.dlopen(library, SGEMM).symbols;
  return (product) => {
    const { transposeA, transposeB, m, n, k, a, b, c, accumulate } = product;
    const buffer = memory();
    // The length of a view is not looked at.
    const at = (offset: number) => new Uint8Array(buffer, offset, 4);
    const [turnA, turnB] = [transposeA ? TRANSPOSED : PLAIN, transposeB ? TRANSPOSED : PLAIN];
    const [strideA, strideB, strideC] = stridesOf(product);
    const beta = accumulate ? 1 : 0;
    sgemm(ROW_MAJOR, turnA, turnB, m, n, k, 1, at(a), strideA, at(b), strideB, beta, at(c), strideC);
  };
}
