import type { SimdKernels } from "./simd.ts";
import { parallelFor, partsOf, type ThreadPool, withPartialSums } from "./threads.ts";
import type { WasmHeap } from "./heap.ts";
import { type Gemm, packGemm, stridesOf } from "./matmul.ts";

/** Multiplications a nanosecond on one thread, roughly. */
const SPEED = 60;

/** Rows or columns that native matmuls take at once. */
const GRAIN = 16;

/** A gemm whose rows or columns, whichever are more, are shared by a thread pool. */
export function parallelGemm(pool: ThreadPool): Gemm {
  return (args) => {
    const { transposeA, transposeB, m, n, k, a, b, c } = args;
    const [strideA, strideB, strideC] = stridesOf(args);
    const dense = { ...args, strideA, strideB, strideC };
    const cost = m * n * k / SPEED;
    if (m >= n) {
      const step = transposeA ? 1 : strideA;
      parallelFor(
        pool,
        "gemm",
        { count: m, grain: GRAIN, cost },
        (from, to) => packGemm({ ...dense, m: to - from, a: a + 4 * from * step, c: c + 4 * from * strideC }),
      );
    } else {
      const step = transposeB ? strideB : 1;
      parallelFor(
        pool,
        "gemm",
        { count: n, grain: GRAIN, cost },
        (from, to) => packGemm({ ...dense, n: to - from, b: b + 4 * from * step, c: c + 4 * from }),
      );
    }
  };
}

/** The compiled kernels with their rows shared by a thread pool, where rows are independent and many. */
export function parallelKernels(heap: WasmHeap, pool: ThreadPool, simd: SimdKernels): SimdKernels {
  const entries = Object.entries(ROWS).map(([name, rows]) => [name, parallelKernel(heap, pool, name, rows)]);
  return { ...simd, ...Object.fromEntries(entries) };
}

function parallelKernel(
  heap: WasmHeap,
  pool: ThreadPool,
  name: string,
  rows: Rows,
): (...given: number[]) => void {
  const { sums = [], scratch = [] } = rows;
  const all = [...sums, ...scratch];
  return (...given) => {
    const count = given[rows.count];
    const cut = { count, grain: rows.grain?.(given) ?? 1, cost: count * rows.cost(given) };
    const used = all.filter(([position]) => given[position] !== 0);
    const own = used.map((entry) => {
      const [position, floats] = entry;
      return { place: given[position], count: floats(given), sum: sums.includes(entry) };
    });
    withPartialSums(
      heap,
      partsOf(pool, name, cut),
      own,
      (placesOf) =>
        parallelFor(pool, name, cut, (from, to, part) => {
          const numbers = partOf(rows, given, from, to);
          placesOf(part).forEach((place, i) => numbers[used[i][0]] = place);
          return numbers;
        }),
    );
  };
}

/** The numbers for rows `from` up to `to`. */
function partOf({ count, moving }: Rows, given: Given, from: number, to: number): number[] {
  const part = [...given];
  part[count] = to - from;
  for (const [positions, floats] of moving) {
    const step = 4 * from * floats(given);
    for (const position of positions) {
      if (given[position] !== 0) part[position] += step;
    }
  }
  return part;
}

type Given = readonly number[];

type Floats = (given: Given) => number;

/** How a kernel's rows are told apart; arguments are named by their position. A place that is 0 is left out. */
interface Rows {
  /** Number of rows. */
  readonly count: number;
  /** Places that move on with the rows, and by how many floats a row. */
  readonly moving: readonly (readonly [positions: readonly number[], floats: Floats])[];
  /** Places of sums over rows, and of how many floats: what is there is added to. */
  readonly sums?: readonly (readonly [position: number, floats: Floats])[];
  /** Places of scratch, and of how many floats. */
  readonly scratch?: readonly (readonly [position: number, floats: Floats])[];
  /** Cuts fall on multiples of it; default 1. */
  readonly grain?: Floats;
  /** Nanoseconds that a row takes on one thread, roughly. */
  readonly cost: Floats;
}

const one = () => 1;
const at = (position: number): Floats => (given) => given[position];

/** Rows of x, bias, y, derivative, rows, width. */
const activation: Rows = { count: 4, moving: [[[0, 2, 3], at(5)]], cost: (given) => 1.5 * given[5] };

const ROWS: { readonly [K in keyof SimdKernels]?: Rows } = {
  adamW: { count: 8, moving: [[[0, 1, 2, 3, 5, 6, 7], one]], grain: () => 4, cost: () => 1.5 },
  addRows: {
    count: 3,
    moving: [[[0], at(4)]],
    sums: [[2, at(4)]],
    scratch: [[1, at(4)]],
    cost: (given) => given[4] / 4,
  },
  biasRows: { count: 4, moving: [[[1, 3], at(5)]], cost: (given) => given[5] / 2 },
  eppsPulley: {
    count: 6,
    moving: [[[0, 3, 4], one]],
    scratch: [[2, (given) => 8 * (given[5] + given[8])]],
    grain: () => 4,
    cost: (given) => given[5] * given[8] * 2,
  },
  gelu: activation,
  layerNorm: { count: 6, moving: [[[0, 3, 5], at(7)], [[4], one]], cost: at(7) },
  layerNormGradient: {
    count: 7,
    moving: [[[0, 1, 4], at(8)], [[2], one]],
    sums: [[5, at(8)], [6, at(8)]],
    cost: (given) => 1.5 * given[8],
  },
  modulate: { count: 4, moving: [[[0, 1, 2, 3], one]], grain: () => 4, cost: () => 0.5 },
  modulateGradient: { count: 5, moving: [[[0, 1, 2, 3, 4], one]], grain: () => 4, cost: () => 0.7 },
  scaleShift: { count: 2, moving: [[[0, 1], one]], grain: () => 4, cost: () => 0.3 },
  silu: activation,
  slopeRows: {
    count: 6,
    moving: [[[1, 2, 3], at(7)]],
    sums: [[5, at(7)]],
    scratch: [[4, at(7)]],
    cost: at(7),
  },
  softmaxRows: {
    count: 3,
    moving: [[[0, 2], at(4)]],
    grain: (given) => given[1] === 0 ? 1 : given[5],
    cost: (given) => 2 * given[4],
  },
  softmaxRowsGradient: { count: 3, moving: [[[0, 1, 2], at(4)]], cost: at(4) },
  sumLast: { count: 2, moving: [[[0], at(3)], [[1], one]], cost: (given) => given[3] / 2 },
};
