import type { Assembly } from "./assembly.ts";
import { type Crew, inRanges, partsOf } from "./crew.ts";
import type { WasmHeap } from "./heap.ts";
import { withPartialSums } from "./with_partial_sums.ts";

type Given = readonly number[];

/** How a kernel's rows are told apart; arguments are named by their position. */
interface Rows {
  /** Number of rows. */
  readonly count: number;
  /** Places that move on with the rows, and by how many floats a row. */
  readonly moving: readonly (readonly [positions: readonly number[], floats: (given: Given) => number])[];
  /** Places of sums over rows, and of how many floats: what is there is added to. */
  readonly sums?: readonly (readonly [position: number, floats: (given: Given) => number])[];
  /** Cuts fall on multiples of it; 1 unless told. */
  readonly grain?: (given: Given) => number;
  /** Nanoseconds that a row takes on one thread, roughly. */
  readonly cost: (given: Given) => number;
}

const one = () => 1;
const at = (position: number) => (given: Given): number => given[position];

const ROWS: { readonly [K in keyof Assembly]?: Rows } = {
  adamW: { count: 8, moving: [[[0, 1, 2, 3, 5, 6, 7], one]], grain: () => 4, cost: () => 1.5 },
  layerNorm: {
    count: 6,
    moving: [[[0, 3, 5], at(7)], [[4], one]],
    cost: (given) => given[7],
  },
  layerNormGradient: {
    count: 7,
    moving: [[[0, 1, 4], at(8)], [[2], one]],
    sums: [[5, at(8)], [6, at(8)]],
    cost: (given) => 1.5 * given[8],
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

/** The numbers for rows `from` up to `to`. */
function partOf({ count, moving }: Rows, given: Given, from: number, to: number): number[] {
  const part = [...given];
  part[count] = to - from;
  for (const [positions, floats] of moving) {
    for (const position of positions) part[position] += 4 * from * floats(given);
  }
  return part;
}

function spread(heap: WasmHeap, crew: Crew, name: string, rows: Rows): (...given: number[]) => void {
  return (...given) => {
    const count = given[rows.count];
    const cut = { count, grain: rows.grain?.(given) ?? 1, cost: count * rows.cost(given) };
    const sums = (rows.sums ?? []).map(([position, floats]) => [given[position], floats(given)] as const);
    withPartialSums(
      heap,
      partsOf(crew, name, cut),
      sums,
      (placesOf) =>
        inRanges(crew, name, cut, (from, to, part) => {
          const numbers = partOf(rows, given, from, to);
          placesOf(part).forEach((place, i) => numbers[rows.sums?.[i][0] ?? 0] = place);
          return numbers;
        }),
    );
  };
}

/** The compiled kernels with their rows spread over a crew, where rows are independent and many. */
export function spreadAssembly(heap: WasmHeap, crew: Crew, assembly: Assembly): Assembly {
  const entries = Object.entries(ROWS).map(([name, rows]) => [name, spread(heap, crew, name, rows)]);
  return { ...assembly, ...Object.fromEntries(entries) };
}
