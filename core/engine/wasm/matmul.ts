import type { SimdKernels } from "./simd.ts";
import { floatsOf, type WasmHeap, withScratch } from "./heap.ts";
import { transposePlane } from "./transpose_plane.ts";

/** General matrix multiplication on the heap: the one thing that a native library replaces. */
export type Gemm = (args: GemmArguments) => void;

/** Arguments of one row-major matmul C = op(A)·op(B), or C += op(A)·op(B); offsets in bytes. */
export interface GemmArguments {
  /** A is stored `[k, m]` instead of `[m, k]`. */
  readonly transposeA: boolean;
  /** B is stored `[n, k]` instead of `[k, n]`. */
  readonly transposeB: boolean;
  /** Rows of C. */
  readonly m: number;
  /** Columns of C. */
  readonly n: number;
  /** Length of the sums. */
  readonly k: number;
  /** Where A lies on the heap. */
  readonly a: number;
  /** Where B lies on the heap. */
  readonly b: number;
  /** Where C lies on the heap. */
  readonly c: number;
  /** Add to what C holds. */
  readonly accumulate: boolean;
  /** Floats from one stored row of A to the next; default dense. */
  readonly strideA?: number;
  /** Floats from one stored row of B to the next; default dense. */
  readonly strideB?: number;
  /** Floats from one row of C to the next; default dense. */
  readonly strideC?: number;
}

/** Floats between the stored rows of the three matrices. */
export function stridesOf(
  { transposeA, transposeB, m, n, k, strideA, strideB, strideC }: GemmArguments,
): readonly [a: number, b: number, c: number] {
  return [strideA ?? (transposeA ? m : k), strideB ?? (transposeB ? k : n), strideC ?? n];
}

/** The arguments as numbers, for another thread. */
export function packGemm(args: GemmArguments): readonly number[] {
  const { transposeA, transposeB, m, n, k, a, b, c, accumulate } = args;
  return [
    Number(transposeA),
    Number(transposeB),
    m,
    n,
    k,
    a,
    b,
    c,
    Number(accumulate),
    ...stridesOf(args),
  ];
}

/** The arguments that {@linkcode packGemm} packed. */
export function unpackGemm(packed: readonly number[]): GemmArguments {
  const [transposeA, transposeB, m, n, k, a, b, c, accumulate, strideA, strideB, strideC] = packed;
  return {
    transposeA: transposeA === 1,
    transposeB: transposeB === 1,
    ...{ m, n, k, a, b, c, strideA, strideB, strideC },
    accumulate: accumulate === 1,
  };
}

// Far above the ids that the backend counts up from 1; registered only while a matmul runs.
const [A_ID, B_ID, C_ID] = [0xfffffff1, 0xfffffff2, 0xfffffff3];

/**
 * Matmuls by XNNPACK, which tfjs' WebAssembly module holds. Its kernel is fast for dense operands only and
 * falls back to a loop a tenth as fast for transposed or batched ones, so operands are transposed first.
 */
export function xnnpackGemm(heap: WasmHeap): Gemm {
  const number = "number";
  const takes = [number, "array", number, number, "array", number, number, number, number];
  const batchMatMul = heap.wasm.cwrap("BatchMatMul", null, takes);
  const { registerTensor, disposeData } = heap.wasm.tfjs;
  const shape = (rows: number, columns: number) => new Uint8Array(Int32Array.of(1, rows, columns).buffer);

  function dense({ m, n, k }: GemmArguments, a: number, b: number, c: number): void {
    registerTensor(A_ID, m * k, a);
    registerTensor(B_ID, k * n, b);
    registerTensor(C_ID, m * n, c);
    try {
      batchMatMul(A_ID, shape(m, k), 3, B_ID, shape(k, n), 3, 0, 0, C_ID);
    } finally {
      // Also drops the operator that XNNPACK keeps for B's id, packed with B's present values.
      [A_ID, B_ID, C_ID].forEach((id) => disposeData(id));
    }
  }

  function transposed(from: number, rows: number, columns: number, then: (offset: number) => void): void {
    withScratch(heap, rows * columns, (to) => {
      transposePlane(new Int32Array(heap.wasm.HEAPU8.buffer), from / 4, rows, columns, to / 4);
      then(to);
    });
  }

  function overwrite(args: GemmArguments, c: number): void {
    const { transposeA, transposeB, m, n, k, a, b } = args;
    const withB = (left: number) =>
      transposeB ? transposed(b, n, k, (right) => dense(args, left, right, c)) : dense(args, left, b, c);
    if (transposeA) transposed(a, k, m, withB);
    else withB(a);
  }

  /** Calls with a dense copy of rows that are `stride` floats apart. */
  function gathered(
    from: number,
    [rows, columns]: readonly [number, number],
    stride: number,
    then: (offset: number) => void,
  ): void {
    if (stride === columns) return then(from);
    withScratch(heap, rows * columns, (to) => {
      const floats = floatsOf(heap);
      for (let row = 0; row < rows; row++) {
        const start = from / 4 + row * stride;
        floats.copyWithin(to / 4 + row * columns, start, start + columns);
      }
      then(to);
    });
  }

  function add({ m, n, c, accumulate }: GemmArguments, stride: number, partial: number): void {
    const floats = floatsOf(heap);
    for (let row = 0, from = partial / 4; row < m; row++) {
      const to = c / 4 + row * stride;
      for (let i = 0; i < n; i++, from++) floats[to + i] = (accumulate ? floats[to + i] : 0) + floats[from];
    }
  }

  return (args) => {
    const { transposeA, transposeB, m, n, k, c, accumulate } = args;
    const [strideA, strideB, strideC] = stridesOf(args);
    gathered(
      args.a,
      transposeA ? [k, m] : [m, k],
      strideA,
      (a) =>
        gathered(args.b, transposeB ? [n, k] : [k, n], strideB, (b) => {
          if (!accumulate && strideC === n) return overwrite({ ...args, a, b }, c);
          withScratch(heap, m * n, (partial) => {
            overwrite({ ...args, a, b }, partial);
            add(args, strideC, partial);
          });
        }),
    );
  };
}

/**
 * The same matmuls, small ones by a compiled loop, which is done before a library has been called.
 *
 * @param most Multiplications of a small matmul.
 */
export function withSmallGemm(simd: SimdKernels, gemm: Gemm, most: number): Gemm {
  return (args) => {
    const { transposeA, transposeB, m, n, k, a, b, c, accumulate } = args;
    const both = transposeA && transposeB;
    if (m * n * k > most || k === 0 || accumulate || both) return gemm(args);
    const [strideA, strideB, strideC] = stridesOf(args);
    if (transposeB) return simd.smallProductOfRows(m, n, k, a, b, c, strideA, strideB, strideC);
    const [nextRow, next] = transposeA ? [1, strideA] : [strideA, 1];
    simd.smallProduct(m, n, k, a, b, c, nextRow, next, strideB, strideC);
  };
}
