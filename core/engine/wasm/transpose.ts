import { type KernelConfig, Transpose } from "@tensorflow/tfjs-core";
import type { SimdKernels } from "./simd.ts";
import { offsetOf, required, sharedAs, sizeOf, type WasmHeap } from "./heap.ts";
import { transposePlane } from "./transpose_plane.ts";

/** `Transpose` of any rank: nothing is moved where it need not be, planes in tiles, the rest in blocks. */
export function transpose(heap: WasmHeap, simd: SimdKernels): KernelConfig {
  return {
    kernelName: Transpose,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const x = required(inputs, "x");
      const order = attrs?.perm as number[];
      const outShape = order.map((axis) => x.shape[axis]);
      const { shape, perm } = transposeLayout(x.shape, order);
      if (perm.length <= 1 || sizeOf(shape) === 0) return sharedAs(heap, x, outShape);
      const out = heap.makeOutput(outShape, x.dtype);
      const width = x.dtype === "bool" ? 1 : 4;
      const buffer = heap.wasm.HEAPU8.buffer;
      const elements = width === 1 ? new Uint8Array(buffer) : new Int32Array(buffer);
      permute(simd, elements, offsetOf(heap, x) / width, offsetOf(heap, out) / width, shape, perm);
      return out;
    },
  };
}

/** A permutation of axes with what does not matter removed. */
export interface TransposeLayout {
  /** Lengths of the input's axes. */
  readonly shape: readonly number[];
  /** Which of them each axis of the result is. */
  readonly perm: readonly number[];
}

/**
 * Simplifies a permutation: axes of length 1 go, axes that stay neighbours join. Nothing is moved when at most
 * one axis is left.
 */
export function transposeLayout(shape: readonly number[], perm: readonly number[]): TransposeLayout {
  const runs: number[][] = [];
  for (const axis of perm) {
    if (shape[axis] === 1) continue;
    const run = runs.at(-1);
    // Neighbours also where only axes of length 1 lie between them.
    if (run && joins(shape, run[run.length - 1], axis)) run.push(axis);
    else runs.push([axis]);
  }
  const inInput = runs.toSorted((a, b) => a[0] - b[0]);
  return {
    shape: inInput.map((run) => run.reduce((product, axis) => product * shape[axis], 1)),
    perm: runs.map((run) => inInput.indexOf(run)),
  };
}

function joins(shape: readonly number[], left: number, right: number): boolean {
  return left < right && shape.slice(left + 1, right).every((length) => length === 1);
}

type Elements = Int32Array | Uint8Array;

function permute(
  simd: SimdKernels,
  heap: Elements,
  from: number,
  to: number,
  shape: readonly number[],
  perm: readonly number[],
): void {
  const rank = shape.length;
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const keepsLast = perm[rank - 1] === rank - 1;
  if (!keepsLast && heap instanceof Int32Array && perm.slice(0, -2).every((axis, i) => axis === i)) {
    const [rows, columns] = shape.slice(-2);
    const planes = sizeOf(shape.slice(0, -2));
    for (let i = 0, size = rows * columns; i < planes; i++) {
      transposePlane(heap, from + i * size, rows, columns, to + i * size);
    }
    return;
  }
  const block = keepsLast ? shape[rank - 1] : 1;
  const outer = keepsLast ? perm.slice(0, -1) : perm;
  moveBlocks(
    simd,
    heap,
    from,
    to,
    block,
    outer.map((axis) => shape[axis]),
    outer.map((axis) => strides[axis]),
  );
}

/** Gathers blocks in the order of the result: `lengths` and `strides` are those of the result's axes. */
function moveBlocks(
  simd: SimdKernels,
  heap: Elements,
  from: number,
  to: number,
  block: number,
  lengths: readonly number[],
  strides: readonly number[],
): void {
  const last = lengths.length - 1;
  const counts = new Int32Array(last);
  const runs = sizeOf(lengths.slice(0, -1));
  for (let run = 0, start = from, target = to; run < runs; run++) {
    moveRun(simd, heap, start, strides[last], lengths[last], block, target);
    target += lengths[last] * block;
    for (let axis = last - 1; axis >= 0; axis--) {
      start += strides[axis];
      if (++counts[axis] < lengths[axis]) break;
      start -= strides[axis] * lengths[axis];
      counts[axis] = 0;
    }
  }
}

function moveRun(
  simd: SimdKernels,
  heap: Elements,
  from: number,
  stride: number,
  count: number,
  block: number,
  to: number,
): void {
  if (block === 1) {
    for (let i = 0; i < count; i++, from += stride) heap[to + i] = heap[from];
    return;
  }
  const [source, target, size, step] = [from, to, block, stride].map((n) => n * heap.BYTES_PER_ELEMENT);
  simd.copyRuns(source, target, count, size, step, size);
}
