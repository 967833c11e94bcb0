import {
  backend_util,
  type KernelConfig,
  Mean,
  type Sum,
  type TensorInfo,
  UnsortedSegmentSum,
  util,
} from "@tensorflow/tfjs-core";
import { InputError } from "../../errors.ts";
import type { SimdKernels } from "./simd.ts";
import { floatsOf, offsetOf, required, sharedAs, sizeOf, type WasmHeap, withScratch } from "./heap.ts";

/**
 * `Sum` and `Mean` over any axes without transposing first. Sums run in double precision, so that a mean over
 * millions of values keeps seven digits.
 */
export function reduce(
  heap: WasmHeap,
  simd: SimdKernels,
  kernelName: typeof Sum | typeof Mean,
): KernelConfig {
  return {
    kernelName,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const x = required(inputs, "x");
      const axes = util.parseAxisParam(attrs?.axis as number | number[], x.shape);
      const [reduced, gone] = backend_util.computeOutAndReduceShapes(x.shape, axes);
      const shape = attrs?.keepDims ? backend_util.expandShapeToKeepDim(reduced, axes) : reduced;
      const mean = kernelName === Mean;
      const dtype = mean ? "float32" : x.dtype;
      const result = reduceRuns(heap, simd, x, axes, dtype, mean ? 1 / sizeOf(gone) : 1);
      return { ...result, shape };
    },
  };
}

/** Reduces each run of neighbouring axes, the last first. The result's own shape is left to the caller. */
function reduceRuns(
  heap: WasmHeap,
  simd: SimdKernels,
  x: TensorInfo,
  axes: readonly number[],
  dtype: TensorInfo["dtype"],
  factor: number,
): TensorInfo {
  let current = sharedAs(heap, x, x.shape);
  let scale = factor;
  for (let end = x.shape.length; end > 0;) {
    if (!axes.includes(end - 1)) {
      end--;
      continue;
    }
    let start = end - 1;
    while (axes.includes(start - 1)) start--;
    const outer = sizeOf(x.shape.slice(0, start));
    const inner = sizeOf(current.shape.slice(end));
    const shape = [...x.shape.slice(0, start), ...Array(end - start).fill(1), ...current.shape.slice(end)];
    const next = heap.makeOutput(shape, dtype);
    sumMiddle(heap, simd, current, next, [outer, sizeOf(x.shape.slice(start, end)), inner], scale);
    heap.disposeData(current.dataId);
    [current, scale, end] = [next, 1, start];
  }
  if (current.dtype === dtype) return current;
  const converted = heap.makeOutput(current.shape, dtype);
  sumMiddle(heap, simd, current, converted, [sizeOf(current.shape), 1, 1], scale);
  heap.disposeData(current.dataId);
  return converted;
}

/** `[outer, middle, inner]` → `[outer, inner]`, times `scale`. */
function sumMiddle(
  heap: WasmHeap,
  simd: SimdKernels,
  x: TensorInfo,
  out: TensorInfo,
  [outer, middle, inner]: readonly [number, number, number],
  scale: number,
): void {
  if (x.dtype !== "float32" || out.dtype !== "float32") {
    return sumIntegers(heap, x, out, [outer, middle, inner], scale);
  }
  const [from, to] = [offsetOf(heap, x), offsetOf(heap, out)];
  if (inner === 1) return simd.sumLast(from, to, outer, middle, scale);
  withScratch(heap, 2 * inner, (sums) => simd.sumMiddle(from, to, sums, outer, middle, inner, scale));
}

/** The same where whole numbers go in or come out. */
function sumIntegers(
  heap: WasmHeap,
  x: TensorInfo,
  out: TensorInfo,
  [outer, middle, inner]: readonly [number, number, number],
  scale: number,
): void {
  const [source, target] = [viewOf(heap, x), viewOf(heap, out)];
  const from = offsetOf(heap, x) / source.BYTES_PER_ELEMENT;
  const to = offsetOf(heap, out) / target.BYTES_PER_ELEMENT;
  const sums = new Float64Array(inner);
  for (let o = 0; o < outer; o++) {
    sums.fill(0);
    for (let row = 0, p = from + o * middle * inner; row < middle; row++, p += inner) {
      for (let i = 0; i < inner; i++) sums[i] += source[p + i];
    }
    for (let i = 0, q = to + o * inner; i < inner; i++) target[q + i] = scale * sums[i];
  }
}

function viewOf(heap: WasmHeap, { dtype }: TensorInfo): Float32Array | Int32Array | Uint8Array {
  if (dtype === "float32") return floatsOf(heap);
  return dtype === "bool" ? heap.wasm.HEAPU8 : new Int32Array(heap.wasm.HEAPU8.buffer);
}

/**
 * `UnsortedSegmentSum`, the gradient of `gather`: rows are added to the segment that their id names; ids below
 * zero or past the last segment are left out.
 */
export function unsortedSegmentSum(heap: WasmHeap): KernelConfig {
  return {
    kernelName: UnsortedSegmentSum,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const [x, segmentIds] = [required(inputs, "x"), required(inputs, "segmentIds")];
      const segments = attrs?.numSegments as number;
      if (segmentIds.shape.some((length, axis) => length !== x.shape[axis])) {
        throw new InputError(
          `Cannot sum segments: ids of shape [${segmentIds.shape}], expected the first axes of [${x.shape}]`,
        );
      }
      const rows = sizeOf(segmentIds.shape);
      const inner = x.shape.slice(segmentIds.shape.length);
      const width = sizeOf(inner);
      const out = heap.makeOutput([segments, ...inner], x.dtype);
      const [from, to, ids] = [x, out, segmentIds].map((tensor) => offsetOf(heap, tensor) / 4);
      const integers = new Int32Array(heap.wasm.HEAPU8.buffer);
      const values = x.dtype === "float32" ? floatsOf(heap) : integers;
      values.fill(0, to, to + segments * width);
      for (let row = 0; row < rows; row++) {
        const segment = integers[ids + row];
        if (segment < 0 || segment >= segments) continue;
        for (let i = 0, p = from + row * width, q = to + segment * width; i < width; i++) {
          values[q + i] += values[p + i];
        }
      }
      return out;
    },
  };
}
